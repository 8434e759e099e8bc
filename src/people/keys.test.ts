import { afterAll, beforeAll, expect, test } from "vitest";
import { programId } from "./api-key.ts";
import { issueKey } from "./issue-key.ts";
import { listKeys } from "./list-keys.ts";
import { revokeKey } from "./revoke-key.ts";
import { openTestHttp, type TestHttp } from "./test-http.ts";

let house: TestHttp;
let administrator: string;

beforeAll(async () => {
  house = await openTestHttp();
  administrator = await house.add(["administrator"]);
});
afterAll(() => house?.close());

const input = { name: "ERP", scopes: ["observations:write"] as const, source: "erp" };
const issue = async (more: object = {}) =>
  issueKey(await house.as(administrator), { ...input, scopes: [...input.scopes], ...more });

test("a key is shown once, and only its hash is kept", async () => {
  const { key, secret } = await issue();
  expect(secret).toMatch(/^plumbline_[\w-]{43}$/);
  expect(secret.startsWith(key.prefix)).toBe(true);
  const kept = JSON.stringify(await house.database.reader.selectFrom("api_key").selectAll().execute());
  expect(kept).not.toContain(secret.slice(20));
  expect(await house.told()).toContain("key.issued");
});

test("a key tells who comes until it is revoked or has expired", async () => {
  const { key, secret } = await issue({ expiresAt: new Date(Date.now() + 60_000) });
  await house.access.refresh();
  const now = new Date();
  expect(house.access.programOf(secret, now)).toEqual({ kind: "program", id: programId(key.id) });
  expect(house.access.programOf(`${secret}x`, now)).toBeUndefined();
  expect(house.access.programOf(secret, new Date(Date.now() + 61_000))).toBeUndefined();
  await revokeKey(await house.as(administrator), { id: key.id });
  await house.access.refresh();
  expect(house.access.programOf(secret, now)).toBeUndefined();
  await expect(revokeKey(await house.as(administrator), { id: key.id })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("a program may do nothing that its rules do not name", async () => {
  const { secret } = await issue();
  const browser = house.browser();
  const asked = (method: string, url: string, body?: object) =>
    browser.send(method, url, body, { authorization: `Bearer ${secret}` });
  expect((await asked("GET", "/api/accounts")).status).toBe(403);
  expect((await asked("GET", "/api/keys")).status).toBe(403);
  expect(
    (await asked("POST", "/api/keys", { name: "x", scopes: ["observations:write"], source: "x" })).status,
  ).toBe(403);
  expect((await asked("GET", "/api/policies")).status).toBe(403);
});

test.each([
  ["no source", { source: undefined }],
  ["the house's own source", { source: "form" }],
  ["a day that is over", { expiresAt: new Date(0) }],
])("a key with %s is refused", async (_, more) => {
  const before = await listKeys(house.database.reader);
  await expect(issue(more)).rejects.toMatchObject({ code: "invalid" });
  expect(await listKeys(house.database.reader)).toEqual(before);
});

test.each(["lead-auditor", "auditor", "finance", "manager", "salesperson"] as const)(
  "%s issues and revokes no keys",
  async (role) => {
    const { key } = await issue();
    const context = await house.as(await house.add([role]));
    await expect(issueKey(context, { ...input, scopes: [...input.scopes] })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(revokeKey(context, { id: key.id })).rejects.toMatchObject({ code: "forbidden" });
  },
);

test("who runs the system sees the keys without what opens them", async () => {
  const browser = await house.signedIn(["administrator"]);
  const { secret } = await issue();
  const { status, body } = await browser.send("GET", "/api/keys");
  expect(status).toBe(200);
  expect(body[0]).toMatchObject({ name: "ERP", source: "erp", revokedAt: null });
  expect(JSON.stringify(body)).not.toContain(secret);
});
