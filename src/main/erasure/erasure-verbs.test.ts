import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Browser, openTestHouse, roleSchema, type TestHouse } from "../../people/index.ts";
import { atOneMoment, createContextMaker, Refusal } from "../../platform/index.ts";
import { checkSealedRecords, eraseExpiredRecords, importFiles } from "../../records/index.ts";
import { subscribe } from "../subscriptions.ts";
import { operationsSettings } from "../system/operations-settings.ts";
import { roomsOf } from "../workbench/rooms.ts";
import { decideErasure } from "./ask-erasure.ts";
import { carryOut } from "./carry-out.ts";
import { addErasureRoutes } from "./erasure-routes.ts";
import { erasureJobs, startErasing } from "./erasures.ts";
import { addHoldRoutes } from "./hold-routes.ts";
import { eraser, erasurePolicies } from "./parts.ts";

const rooms = roomsOf({}).filter(({ name }) => name !== "main");
const operations = { settings: operationsSettings.parse(undefined), isEmbedded: true, keys: undefined };
const folder = mkdtempSync(join(tmpdir(), "plumbline-erasure-verbs-"));
const contacts = [
  "contact_id,customer_id,name,phone,title",
  "K1,C1,欧阳若兰,13912345678,经理",
  "K2,C1,欧阳若兰,13700001111,经理",
  "K3,C2,王伟,13800002222,助理",
].join("\n");
const employees = ["工号,姓名,手机号", "E001,赵敏,13500003333", "E002,钱多,13500004444"].join("\n");

let house: TestHouse;
let starting: Parameters<typeof startErasing>[0];
let lead: Browser & { readonly id: string };
let administrator: Browser & { readonly id: string };

beforeEach(async () => {
  house = await openTestHouse({
    rooms: [...rooms.flatMap(({ policies }) => policies ?? []), erasurePolicies],
    // What was approved is carried out by the tests themselves, but for the job.
    jobs: (parts) => [
      ...rooms.flatMap((room) => room.jobs?.(parts) ?? []),
      ...erasureJobs({ ...parts, ...operations }),
    ],
    addRoutes(http, parts) {
      addErasureRoutes(http, { ...parts, ...operations });
      addHoldRoutes(http, parts);
      subscribe(parts);
      starting = { ...parts, ...operations };
    },
  });
  writeFileSync(join(folder, "contacts.csv"), contacts);
  writeFileSync(join(folder, "employees.csv"), employees);
  await importAll();
  lead = await house.signedIn(["lead-auditor"], "A1");
  administrator = await house.signedIn(["administrator"]);
}, 120_000);
afterEach(async () => {
  await house?.close();
});

async function importAll() {
  const access = { require: () => undefined };
  const contexts = createContextMaker({ database: house.database, sink: house.events.sink, access });
  const context = () => contexts.contextFor({ kind: "system", id: "system:test" });
  const paths = [join(folder, "contacts.csv"), join(folder, "employees.csv")];
  const result = await importFiles(
    house.database,
    { paths, source: "crm" },
    { signal: new AbortController().signal, context },
  );
  await house.events.settled();
  return result;
}

async function record(kind: string, key: string): Promise<string> {
  const row = await house.database.reader
    .selectFrom("record_version")
    .select("record")
    .where("kind", "=", kind)
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  return row.record;
}

const chosen = async (kind: string, key: string, parts?: string[]) => ({
  record: await record(kind, key),
  ...(parts ? { parts } : {}),
});
const ask = (choice: object, who: Browser = lead) => who.send("POST", "/api/erasures", { choice });

/** By the verbs alone: the disk is the affair of another test. */
async function approveAndErase(id: string): Promise<void> {
  await house.access.refresh();
  await decideErasure(house.contexts.contextFor({ kind: "person", id: administrator.id }), {
    id,
    approve: true,
  });
  for (let attempt = 0; attempt < 600; attempt++) {
    try {
      return await carryOut(house.contexts.contextFor(eraser), id);
    } catch (error) {
      // Detection follows the import; it ends by itself.
      if (!(error instanceof Refusal) || !/until that has ended/.test(error.sentence.en)) throw error;
      await new Promise((next) => setTimeout(next, 200));
    }
  }
  throw new Error("Detection does not end.");
}

async function stateOf(id: string) {
  const { body } = await administrator.send("GET", "/api/erasures");
  return body.requests.find((one: { id: string }) => one.id === id);
}

async function until(id: string, ...states: string[]) {
  for (let i = 0; i < 1_200; i++) {
    const request = await stateOf(id);
    if (states.includes(request.state)) return request;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error("The request does not go on.");
}

const check = async () => {
  await house.events.settled();
  const { faults } = await atOneMoment(house.database, (session) =>
    checkSealedRecords(session, new AbortController().signal),
  );
  return faults.map(({ place }) => place);
};

/** As somebody with the password of the database would. */
async function behindOurBack(statement: string): Promise<void> {
  const db = house.database.writer;
  await sql
    .raw(
      "ALTER TABLE record_version DISABLE TRIGGER USER; ALTER TABLE erased_commitment DISABLE TRIGGER USER",
    )
    .execute(db);
  await sql.raw(statement).execute(db);
}

describe("a request to erase somebody", { timeout: 300_000 }, () => {
  test("is made by audit alone, and decided by somebody else who leads it or runs the system", async () => {
    const choice = { records: [await chosen("contact", "K1")] };
    for (const role of roleSchema.options) {
      const browser = await house.signedIn([role]);
      const { status } = await ask(choice, browser);
      expect([role, status]).toEqual([role, ["lead-auditor", "auditor"].includes(role) ? 201 : 403]);
    }
    const { body } = await ask(choice);
    for (const role of ["auditor", "manager", "salesperson", "finance"] as const) {
      const browser = await house.signedIn([role]);
      expect((await browser.send("POST", `/api/erasures/${body.id}/approve`)).status).toBe(403);
    }
    const own = await lead.send("POST", `/api/erasures/${body.id}/approve`, {}, { "accept-language": "en" });
    expect([own.status, JSON.stringify(own.body)]).toEqual([403, expect.stringContaining("two people")]);
    expect((await administrator.send("POST", `/api/erasures/${body.id}/refuse`)).status).toBe(204);
    expect((await administrator.send("POST", `/api/erasures/${body.id}/approve`)).status).toBe(409);
    expect(await record("contact", "K1")).toBeDefined();
    // The house itself carries nothing out that was not approved, and nobody but the house does.
    await expect(carryOut(house.contexts.contextFor(eraser), body.id)).rejects.toThrow();
    const person = { kind: "person", id: lead.id } as const;
    await expect(carryOut(house.contexts.contextFor(person), body.id)).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("is not made, nor approved, by the very person", async () => {
    const self = await house.signedIn(["auditor"], "E001");
    const choice = { records: [await chosen("employee", "E001")] };
    expect((await ask(choice, self)).status).toBe(403);
  });

  test("about somebody with an account in use is refused until it is disabled; then the account is nobody's", async () => {
    const { id, email } = await house.addWithPassword(["salesperson"], "E002");
    const choice = { records: [await chosen("employee", "E002")] };
    const refused = await ask(choice);
    expect(refused.status).toBe(409);
    await sql`UPDATE account SET disabled_at = now() WHERE id = ${id}`.execute(house.database.writer);
    const { body } = await ask(choice);
    await approveAndErase(body.id);
    expect(await stateOf(body.id)).toMatchObject({ state: "erased", counts: { accounts: 1 } });
    const { rows } = await sql<{
      text: string;
    }>`SELECT auth_user::text AS text FROM auth_user WHERE id = ${id}`.execute(house.database.writer);
    expect(rows[0]?.text).not.toContain(email);
  });

  test("for a part of a record leaves the rest, proved still; the event names nobody; it does not come back as a whole", async () => {
    const [whole, part] = [
      await chosen("contact", "K1"),
      await chosen("contact", "K3", ["fields.phone", "own.phone", "fields.title"]),
    ];
    const { body } = await ask({ records: [whole, part] });
    await administrator.send("POST", `/api/erasures/${body.id}/approve`);
    await startErasing(starting);
    expect(await until(body.id, "done")).toMatchObject({ state: "done", counts: { records: 2, whole: 1 } });
    expect(await check()).toEqual([]);
    const { rows } = await sql<{
      fields: Record<string, string>;
    }>`SELECT fields FROM record_version WHERE key = 'K3'`.execute(house.database.writer);
    expect(rows[0]?.fields).toMatchObject({ contact_id: "K3", name: "王伟", customer_id: "C2" });
    expect(Object.keys(rows[0]?.fields ?? {})).not.toContain("phone");
    const entries = await house.events.readEntries(0, 10_000);
    const entry = entries.find(({ type }) => type === "person.erased");
    expect(entry).toMatchObject({
      actor: "system:erasure",
      subject: `erasure:${body.id}`,
    });
    expect([entry?.before, entry?.after]).toEqual([undefined, undefined]);
    // Who bears the same name stays: nobody has chosen that record.
    expect(await record("contact", "K2")).toBeDefined();
    const again = await importAll();
    const counts = Object.values(again?.counts ?? {}).map(
      ({ added, changed, returned }) => added + changed + returned,
    );
    // Erased as a whole it is left alone; the part is said again by a source that still has it.
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(await check()).toEqual([]);
  });
});

describe("a hold", { timeout: 300_000 }, () => {
  test("is set by audit, lifted by who leads it, and keeps what it names while the rest is erased", async () => {
    const target = { targets: ["contact:K1"], reason: "A lawsuit" };
    for (const role of roleSchema.options) {
      const browser = await house.signedIn([role]);
      const { status } = await browser.send("POST", "/api/holds", target);
      expect([role, status]).toEqual([role, ["lead-auditor", "auditor"].includes(role) ? 201 : 403]);
    }
    const { body: holds } = await lead.send("GET", "/api/holds");
    const auditor = await house.signedIn(["auditor"]);
    expect((await auditor.send("POST", `/api/holds/${holds[0].id}/lift`, { because: "over" })).status).toBe(
      403,
    );
    const both = { records: [await chosen("contact", "K1"), await chosen("contact", "K2")] };
    const { body } = await ask(both);
    await approveAndErase(body.id);
    const done = await stateOf(body.id);
    expect(done).toMatchObject({
      state: "erased",
      counts: { records: 1 },
      held: [{ record: both.records[0]?.record }],
    });
    const names = await sql<{
      key: string;
    }>`SELECT key FROM record_version WHERE kind = 'contact' AND erased_at IS NULL ORDER BY key`.execute(
      house.database.writer,
    );
    expect(names.rows.map(({ key }) => key)).toEqual(["K1", "K3"]);
    const refused = await ask({ records: [both.records[0]] });
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      409,
      expect.stringContaining(done.held[0].hold),
    ]);
    for (const hold of holds) {
      expect((await lead.send("POST", `/api/holds/${hold.id}/lift`, { because: "It is over" })).status).toBe(
        204,
      );
    }
    expect((await lead.send("POST", `/api/holds/${holds[0].id}/lift`, { because: "Once more" })).status).toBe(
      409,
    );
    expect((await ask({ records: [both.records[0]] })).status).toBe(201);
  });

  test("on everything keeps retention away too, and one on a customer every record that refers to it", async () => {
    const erase = () => {
      const access = { require: () => undefined };
      const contexts = createContextMaker({ database: house.database, sink: house.events.sink, access });
      const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
      return eraseExpiredRecords(contexts.contextFor({ kind: "system", id: "system:test" }), {
        kind: "contact",
        before: tomorrow,
        limit: 9,
      });
    };
    await sql`UPDATE import_batch SET complete = true`.execute(house.database.writer);
    await behindOurBack("UPDATE record_version SET gone = true WHERE kind = 'contact'");
    const everything = await lead.send("POST", "/api/holds", {
      everything: true,
      reason: "Until the audit is over",
    });
    expect(await erase()).toBeUndefined();
    await lead.send("POST", "/api/holds", { targets: ["customer:C1"], reason: "A lawsuit" });
    await lead.send("POST", `/api/holds/${everything.body.id}/lift`, { because: "The audit is over" });
    expect(await erase()).toEqual({ records: 1, versions: 1 });
    const left = await sql<{
      key: string;
    }>`SELECT key FROM record_version WHERE kind = 'contact' AND erased_at IS NULL ORDER BY key`.execute(
      house.database.writer,
    );
    expect(left.rows.map(({ key }) => key)).toEqual(["K1", "K2"]);
  });
});

describe("the check of what is sealed accepts what was erased, and nothing else", {
  timeout: 300_000,
}, () => {
  const emptied =
    "erased_at = now(), key = '', reason = NULL, fields = '{}', own = NULL, refs = '{}', salts = ''";
  test.each([
    [
      "a row emptied with SQL, as if it had been erased",
      `UPDATE record_version SET ${emptied} WHERE key = 'K2'`,
    ],
    ["a value taken away with SQL", "UPDATE record_version SET fields = fields - 'phone' WHERE key = 'K2'"],
    [
      "an erased part that says something again",
      `UPDATE record_version SET fields = fields || '{"phone": "1"}' WHERE key = 'K3'`,
    ],
    [
      "what was left of a partly erased row, changed",
      `UPDATE record_version SET fields = fields || '{"name": "别人"}' WHERE key = 'K3'`,
    ],
    [
      "what shares its seal with an erased part, changed",
      `UPDATE record_version SET fields = fields || '{"customer_id": "C9"}' WHERE key = 'K3'`,
    ],
    [
      "a list of what was erased that was lengthened",
      `UPDATE erased_commitment SET leaf = replace(leaf, '"erased":{', '"erased":{"reason":"00",')`,
    ],
    [
      "an act that no entry of the log tells of",
      `UPDATE erasure SET root = repeat('0', 64) WHERE erased_at IS NOT NULL`,
    ],
  ])("not %s", async (_, statement) => {
    const { body } = await ask({ records: [await chosen("contact", "K3", ["fields.phone", "own.phone"])] });
    await approveAndErase(body.id);
    expect(await check()).toEqual([]);
    await behindOurBack(statement);
    expect((await check()).length).toBeGreaterThan(0);
  });
});

process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
