import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { describeApi } from "./describe-api.ts";
import { makeTestPlace, type TestPlace } from "./test-workbench.ts";

let place: TestPlace;

beforeEach(async () => {
  place = await makeTestPlace();
});

afterEach(() => place.remove());

const person = (name: string) => ({
  name,
  email: `${name}@example.com`,
  password: "violet-anchor-7-harbour",
});

function setUp(url: string, token: string, names: readonly string[] = ["admin", "lead"]) {
  const [administrator, leadAuditor] = names.map(person);
  return fetch(`${url}/api/set-up`, {
    method: "POST",
    headers: { "content-type": "application/json", "accept-language": "en" },
    body: JSON.stringify({ token, administrator, leadAuditor }),
  });
}

const databaseRuns = () => existsSync(join(place.data, "postgres", "cluster", "postmaster.pid"));
const tokenIn = (link: string | undefined) => link?.split("#token=")[1] ?? "";

describe("the set-up link", () => {
  test("leads to this server's set-up and works once", async () => {
    const { url, setUpLink } = await place.open();
    expect(setUpLink).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/set-up#token=[\w-]{43}$/);
    expect((await setUp(url, tokenIn(setUpLink))).status).toBe(201);
    expect((await setUp(url, tokenIn(setUpLink), ["other", "fourth"])).status).toBe(403);
  });

  test("is a new one at each start before set-up, and the one before works no more", async () => {
    const first = await place.open();
    await first.close();
    const second = await place.open();
    expect((await setUp(second.url, tokenIn(first.setUpLink))).status).toBe(403);
    expect((await setUp(second.url, tokenIn(second.setUpLink))).status).toBe(201);
  });

  test("is not given once the house is set up", async () => {
    const first = await place.open();
    await setUp(first.url, tokenIn(first.setUpLink));
    await first.close();
    expect((await place.open()).setUpLink).toBeUndefined();
  });

  test("leads to this machine where the server listens on all addresses", async () => {
    const { setUpLink } = await place.open({ HOST: "0.0.0.0" });
    expect(setUpLink).toMatch(/^http:\/\/127\.0\.0\.1:/);
  });
});

describe("a start that cannot be", () => {
  test("on a port that is taken is refused with a sentence, and leaves nothing open", async () => {
    const other = await makeTestPlace();
    try {
      const { url } = await other.open();
      const PORT = new URL(url).port;
      await expect(place.open({ PORT })).rejects.toMatchObject({
        code: "conflict",
        sentence: {
          en: expect.stringContaining(`Port ${PORT} is in use`),
          zh: expect.stringContaining(PORT),
        },
      });
      expect(databaseRuns()).toBe(false);
    } finally {
      await other.remove();
    }
  });

  test("on an address of another machine is refused with a sentence", async () => {
    await expect(place.open({ HOST: "192.0.2.1" })).rejects.toMatchObject({
      code: "invalid",
      sentence: { en: expect.stringContaining("Cannot listen on 192.0.2.1") },
    });
  });

  test("in a folder that cannot be made is refused with a sentence", async () => {
    const PLUMBLINE_DATA = join(fileURLToPath(import.meta.url), "data");
    await expect(place.open({ PLUMBLINE_DATA })).rejects.toMatchObject({
      code: "invalid",
      sentence: { en: expect.stringContaining("cannot be written to (ENOTDIR)") },
    });
  });
});

describe("stopping", () => {
  test("stops the database, and leaves everything to the next start", async () => {
    const first = await place.open();
    await setUp(first.url, tokenIn(first.setUpLink));
    const { size } = await first.parts.events.state();
    await first.close();
    expect(databaseRuns()).toBe(false);
    const { parts } = await place.open();
    expect((await parts.events.state()).size).toBeGreaterThanOrEqual(size);
  });
});

describe("the description of the API", () => {
  test("is the one that the server gives, and needs no server", async () => {
    const { url } = await place.open();
    const given = await (await fetch(`${url}/api/openapi.json`)).json();
    expect(JSON.parse(JSON.stringify(await describeApi()))).toEqual(given);
  });
});
