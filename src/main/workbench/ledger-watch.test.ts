import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { checkHistory, listCheckpoints, pastRoots } from "../../ledger/index.ts";
import { sql } from "../../platform/index.ts";
import { openRolesHouse, type RolesHouse, type Visitor } from "./test-roles-house.ts";

let house: RolesHouse;

beforeAll(async () => {
  house = await openRolesHouse();
  const { events, ledger } = house.parts;
  await events.settled();
  await ledger?.sealedUpTo((await events.state()).size - 1);
}, 240_000);
afterAll(() => house?.close());

async function ask(visitor: Visitor, method: string, path: string, body?: object) {
  const { status, text } = await house.ask(visitor, method, path, body);
  return { status, body: JSON.parse(text) };
}

describe("the past of the ledger", () => {
  test("is the checkpoints that were published, newest first, page by page", async () => {
    // Whoever is about may add entries, and the ledger publish them, at any moment.
    const page = await vi.waitFor(async () => {
      const { body } = await ask("auditor", "GET", "/api/ledger/checkpoints?limit=1");
      const newest = house.parts.ledger?.published()?.checkpoint;
      const root = Buffer.from(newest?.root ?? []).toString("hex");
      expect(body.rows).toMatchObject([
        { size: newest?.size, root, witnesses: [], stamps: 0, isAnchored: false },
      ]);
      return body;
    }, 60_000);
    const rest = await ask("auditor", "GET", `/api/ledger/checkpoints?before=${page.next}`);
    for (const { size } of rest.body.rows) expect(size).toBeLessThan(page.rows[0].size);
  });

  test("is compared with the log as it stands", async () => {
    const { ledger, database } = house.parts;
    if (!ledger) throw new Error("no ledger");
    const { signal } = new AbortController();
    const past = await pastRoots(database.reader, ledger.origin);
    expect(past.length).toBeGreaterThan(0);
    expect(await checkHistory(ledger, past, signal)).toEqual([]);
    const places = async (one: { readonly size: number; readonly root: string }) =>
      (await checkHistory(ledger, [one], signal)).map(({ place }) => place);
    expect(await places({ size: 2, root: "0".repeat(64) })).toEqual(["checkpoint:2"]);
    expect(await places({ size: 9_999, root: "0".repeat(64) })).toEqual(["checkpoint:9999"]);
  });

  test("names who cosigned, and shows what was stamped though it was not kept", async () => {
    const { ledger, database } = house.parts;
    const origin = "another.example/log";
    const note = `${origin}\n7\n${"A".repeat(43)}=\n\n— ${origin} ${"A".repeat(92)}\n— witness.example/w1 ${"A".repeat(104)}\n`;
    await sql`
      INSERT INTO ledger_checkpoint (origin, size, root, note, published_at, is_witnessed)
      VALUES (${origin}, 7, ${"a".repeat(64)}, ${Buffer.from(note)}, now(), true)`.execute(database.writer);
    await sql`
      INSERT INTO ledger_stamp (origin, size, root, authority, signer, serial, policy, stamped_at, received_at, note, token)
      VALUES (${origin}, 5, ${"b".repeat(64)}, 'http://tsa.example', 'TSA', '1', '1.2', now(), now(), '', '')`.execute(
      database.writer,
    );
    const rows = await listCheckpoints(database.reader, { origin, limit: 10 });
    expect(rows).toMatchObject([
      { size: 7, witnesses: ["witness.example/w1"], isWitnessed: true, stamps: 0 },
      { size: 5, witnesses: [], isWitnessed: undefined, stamps: 1 },
    ]);
    expect(origin).not.toBe(ledger?.origin);
  });
});

test("growth counts every entry on the day it happened", async () => {
  const least = (await house.parts.events.state()).size;
  const { body } = await ask("administrator", "GET", "/api/ledger/growth");
  const most = (await house.parts.events.state()).size;
  const counted = body.days.reduce((sum: number, { entries }: { entries: number }) => sum + entries, 0);
  // Whoever is about may add some meanwhile.
  expect(counted).toBeGreaterThanOrEqual(least);
  expect(counted).toBeLessThanOrEqual(most);
  expect(body.bytes.files).toBeGreaterThan(0);
});

test("everybody is told how far the log is sealed, and nobody from outside", async () => {
  const { body } = await ask("salesperson", "GET", "/api/ledger/head");
  expect(body).toMatchObject({ origin: house.parts.ledger?.origin, stopped: null });
  expect(body.sealedBelow).toBeGreaterThan(0);
  expect((await ask("nobody", "GET", "/api/ledger/head")).status).toBe(403);
});

describe("a doubt from a browser", () => {
  const about = { kind: "record", id: "458f24d0-77b9-7701-a5e8-054aa28ce87e", version: 1 };

  test("is a fault with an event, told once, and an alarm to those who watch", async () => {
    const doubt = { finding: "proof", about };
    expect((await ask("salesperson", "POST", "/api/ledger/doubts", doubt)).body).toEqual({ isNew: true });
    expect((await ask("finance", "POST", "/api/ledger/doubts", doubt)).body).toEqual({ isNew: false });
    const { events } = house.parts;
    await events.settled();
    const { size } = await events.state();
    const told = (await events.readEntries(0, size)).filter(({ type }) => type === "integrity.failed");
    expect(told.map(({ subject }) => subject)).toEqual([`browser:proof/record:${about.id}/1`]);
    const { body } = await ask("auditor", "GET", "/api/ledger/alarm");
    expect(body.alarms).toMatchObject([{ en: expect.stringMatching(/^1 thing does not fit/) }]);
    expect((await ask("salesperson", "GET", "/api/ledger/alarm")).status).toBe(403);
  });

  test("names what it is about and says nothing of its own", async () => {
    const path = "/api/ledger/doubts";
    const odd = { finding: "proof", about: { ...about, id: "../x" } };
    expect((await ask("finance", "POST", path, odd)).status).toBe(422);
    expect(
      (await ask("finance", "POST", path, { finding: "proof", about: { kind: "log" }, note: "x" })).body,
    ).toEqual({
      isNew: true,
    });
    expect((await ask("nobody", "POST", path, { finding: "proof", about })).status).toBe(403);
  });

  test("comes no more than ten times an hour from one account", async () => {
    const statuses: number[] = [];
    for (let version = 1; version <= 12; version++) {
      const doubt = { finding: "history", about: { ...about, version } };
      statuses.push((await ask("manager", "POST", "/api/ledger/doubts", doubt)).status);
    }
    expect(statuses).toEqual([...Array(10).fill(200), 429, 429]);
  });
});
