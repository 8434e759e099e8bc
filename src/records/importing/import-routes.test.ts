import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, TestHouse } from "../../people/index.ts";
import { openImportHouse, sendFiles, until } from "./import-fixture.ts";
import { removeIncomplete, removeOldUploads } from "./remove-uploads.ts";
import { recordsSettings } from "./settings.ts";

let house: TestHouse;
let auditor: Browser;
let folder: string;
const uploads = { maxFileMegabytes: 1, maxFiles: 3, keepDays: 1 };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "plumbline-folder-"));
  writeFileSync(
    join(folder, "orders.csv"),
    "order_no,order_date,customer_id,amount\nF-1,2026-01-05,C-1,100\n",
  );
  symlinkSync("/etc/passwd", join(folder, "passwd.csv"));
  house = await openImportHouse({ folders: [{ name: "财务共享", path: folder }], uploads });
  auditor = await house.signedIn(["auditor"], "E001");
});
afterAll(async () => {
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});

const header = "order_no,order_date,customer_id,amount";
const orders = (...lines: string[]) => `${[header, ...lines].join("\n")}\n`;
const three = ["SO-1,2026-01-05,C-1,100", "SO-2,2026-01-06,C-1,200", "SO-3,2026-01-07,C-2,300"];

async function upload(files: Record<string, string | Buffer>): Promise<string> {
  const { status, body } = await sendFiles(auditor, "/api/uploads", files);
  expect(status).toBe(201);
  return body.id;
}

async function previewed(id: string, source?: string | null) {
  const asked = await auditor.send(
    "POST",
    `/api/uploads/${id}/preview`,
    source === undefined ? {} : { source },
  );
  expect(asked.status).toBe(202);
  const { body } = await until(
    () => auditor.send("GET", `/api/uploads/${id}`),
    ({ body: { preview } }) => ["done", "failed"].includes(preview.job.state),
  );
  return body.preview;
}

async function planned(id: string, source: string, complete = false) {
  const { result } = await previewed(id);
  const mapping = { version: 1, sources: result.tables.map(({ source: of }: { source: object }) => of) };
  return auditor.send("PUT", `/api/uploads/${id}/plan`, { source, complete, mapping });
}

async function imported(id: string) {
  const { status, body } = await auditor.send("POST", "/api/imports", { upload: id });
  expect(status).toBe(202);
  const found = await until(
    () => auditor.send("GET", `/api/imports/${body.id}`),
    ({ body: { state } }) => !["waiting", "running"].includes(state),
  );
  return found.body;
}

describe("files that are sent", () => {
  test("keep their folders and Chinese names, and are recognised column by column", async () => {
    const id = await upload({ "一月/订单.csv": orders(...three), "员工.csv": "工号,姓名\nE001,张三\n" });
    const { body } = await auditor.send("GET", `/api/uploads/${id}`);
    expect(body.files.map(({ path }: { path: string }) => path)).toEqual(["一月/订单.csv", "员工.csv"]);
    const { result } = await previewed(id);
    expect(result.tables).toMatchObject([
      {
        path: "一月/订单.csv",
        rows: 3,
        format: "csv",
        source: { kind: "order", file: "订单.csv", fields: { order_id: { column: "order_no" } } },
        currency: "open",
        isKept: false,
      },
      { path: "员工.csv", source: { kind: "employee" } },
    ]);
    const [first] = result.tables;
    expect(first.columns[0]).toMatchObject({ name: "order_no", samples: ["SO-1", "SO-2", "SO-3"] });
    const best = first.candidates.find(({ kind }: { kind: string }) => kind === "order");
    expect(best.fields.find(({ field }: { field: string }) => field === "ordered_at").why.zh).toContain(
      "日期",
    );
  });

  test("that cannot be read are told one by one, and the rest goes on", async () => {
    const id = await upload({
      "orders.csv": orders(...three),
      "empty.csv": "",
      "broken.zip": "PK\u0003\u0004x",
    });
    const { result } = await previewed(id, null);
    expect(result.tables).toHaveLength(1);
    const told = result.unusable.map(({ path, expected }: { path: string; expected: { zh: string } }) => [
      path,
      expected.zh,
    ]);
    expect(told).toEqual([
      ["broken.zip", expect.stringContaining("zip")],
      ["empty.csv", expect.stringContaining("文件是空的")],
    ]);
    await planned(id, "rest");
    expect((await imported(id)).counts).toMatchObject([{ kind: "order", added: 3 }]);
  });

  test("may come in pieces, which must follow one another", async () => {
    const { body } = await auditor.send("POST", "/api/uploads");
    const text = orders(...three);
    const send = (piece: string, offset: number) =>
      sendFiles(auditor, `/api/uploads/${body.id}/files?offset=${offset}`, { "o.csv": piece });
    expect((await send(text.slice(0, 30), 0)).body.files).toEqual([{ path: "o.csv", bytes: 30 }]);
    expect(await send(text.slice(40), 40)).toMatchObject({ status: 409 });
    expect(await send(text, 0)).toMatchObject({ status: 409 });
    expect((await send(text.slice(30), 30)).status).toBe(200);
    expect((await auditor.send("POST", `/api/uploads/${body.id}/preview`, {})).status).toBe(409);
    expect((await auditor.send("POST", `/api/uploads/${body.id}/ready`)).status).toBe(200);
    expect((await send("more", text.length)).status).toBe(409);
    expect((await previewed(body.id)).result.tables[0].rows).toBe(3);
  });

  test("are bounded in size and number, with a sentence", async () => {
    const big = await sendFiles(auditor, "/api/uploads", { "big.csv": Buffer.alloc(2 ** 20 + 1, "a") });
    expect(big).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining("big.csv is larger") },
    });
    const many = { "1.csv": "a", "2.csv": "a", "3.csv": "a", "4.csv": "a" };
    expect((await sendFiles(auditor, "/api/uploads", many)).status).toBeGreaterThanOrEqual(400);
  });

  test("are removed when the server stopped before they were whole, and when nobody works with them", async () => {
    const { database, contexts, data } = house.parts;
    const place = { data, settings: recordsSettings.parse({ uploads }) };
    const kept = await upload({ "orders.csv": orders(...three) });
    const half = (await auditor.send("POST", "/api/uploads")).body.id;
    const context = () => contexts.contextFor({ kind: "system", id: "system:uploads" });
    await removeIncomplete(context, place);
    const there = readdirSync(join(data, "records", "uploads"));
    expect(there).toContain(kept);
    expect(there).not.toContain(half);
    await database.writer
      .updateTable("upload")
      .set({ touched_at: new Date("2020-01-01T00:00:00Z") })
      .where("id", "=", kept)
      .execute();
    expect(await removeOldUploads(context, place)).toBe(1);
    expect(readdirSync(join(data, "records", "uploads"))).not.toContain(kept);
    const gone = await auditor.send("POST", `/api/uploads/${kept}/preview`, {});
    expect(gone).toMatchObject({ status: 409, body: { message: expect.stringContaining("removed") } });
  });
});

describe("a folder of the server", () => {
  test("is taken from by name only, and never left", async () => {
    const { body } = await auditor.send("GET", "/api/import-folders");
    expect(body).toEqual([{ name: "财务共享", files: [{ path: "orders.csv", bytes: expect.any(Number) }] }]);
    const take = (given: object) => auditor.send("POST", "/api/uploads/from-folder", given);
    const taken = await take({ folder: "财务共享", paths: ["orders.csv"] });
    expect(taken.status).toBe(201);
    expect((await previewed(taken.body.id)).result.tables[0].path).toBe("orders.csv");
    expect((await take({ folder: "/etc", paths: ["passwd"] })).status).toBe(404);
    expect((await take({ folder: "财务共享", paths: ["../../../etc/passwd"] })).status).toBe(404);
    expect((await take({ folder: "财务共享", paths: ["passwd.csv"] })).status).toBe(404);
  });
});

describe("a plan", () => {
  test("is kept with what stands in its way, and is not carried out until nothing does", async () => {
    const id = await upload({ "orders.csv": orders(...three) });
    const { result } = await previewed(id, null);
    const [{ source }] = result.tables;
    const { order_id: _, ...rest } = source.fields;
    const bad = { version: 1, sources: [{ ...source, fields: { ...rest, gross: { column: "nowhere" } } }] };
    const answer = await auditor.send("PUT", `/api/uploads/${id}/plan`, {
      source: "plans",
      complete: false,
      mapping: bad,
    });
    expect(answer.body.problems.map(({ field }: { field: string }) => field)).toEqual(["gross", "order_id"]);
    expect((await auditor.send("GET", `/api/uploads/${id}`)).body.problems).toHaveLength(2);
    for (const url of [`/api/uploads/${id}/dry-run`, "/api/imports"]) {
      const refused = await auditor.send("POST", url, url === "/api/imports" ? { upload: id } : undefined);
      expect(refused).toMatchObject({ status: 422, body: { message: expect.stringContaining("Order ID") } });
    }
    const none = { version: 1, sources: [{ file: "orders.csv", kind: "none" }] };
    const left = await auditor.send("PUT", `/api/uploads/${id}/plan`, {
      source: "plans",
      complete: false,
      mapping: none,
    });
    expect(left.body.problems).toHaveLength(1);
  });

  test("takes the house currency only where a person says so", async () => {
    const id = await upload({ "orders.csv": orders("CU-1,2026-01-05,C-1,100") });
    const { result } = await previewed(id, null);
    const [{ source }] = result.tables;
    const said = { ...source, fields: { ...source.fields, currency: { constant: "CNY" } } };
    const plan = { source: "money", complete: false, mapping: { version: 1, sources: [said] } };
    expect((await auditor.send("PUT", `/api/uploads/${id}/plan`, plan)).body.problems).toEqual([]);
    await imported(id);
    const row = await house.parts.database.reader
      .selectFrom("record_version")
      .select("fields")
      .where("key", "=", "CU-1")
      .executeTakeFirst();
    expect(row?.fields).toMatchObject({ currency: "CNY", gross: "10000" });
  });
});

describe("an import", () => {
  test("does what its dry run said, tells refused rows, and the same again changes nothing", async () => {
    const id = await upload({ "orders.csv": orders(...three, "SO-4,2026-01-08,C-1,about 100") });
    const { result } = await previewed(id, null);
    const { source } = result.tables[0];
    const gross = { ...source.fields.gross, column: "amount" };
    const mapping = { version: 1, sources: [{ ...source, fields: { ...source.fields, gross } }] };
    await auditor.send("PUT", `/api/uploads/${id}/plan`, { source: "crm", complete: false, mapping });
    const asked = await auditor.send("POST", `/api/uploads/${id}/dry-run`);
    const { body } = await until(
      () => auditor.send("GET", `/api/uploads/${id}`),
      ({ body: { dryRun } }) => dryRun.job.state === "done",
    );
    expect(body.dryRun.result).toMatchObject({
      counts: [{ kind: "order", observed: 3, added: 3, unchanged: 0 }],
      refusedTotal: 1,
      reasons: [{ file: "orders.csv", column: "amount", rows: 1, firstRow: 5, example: "about 100" }],
    });
    const csv = await auditor.send("GET", `/api/imports/${asked.body.job}/refused.csv`);
    expect(csv.body.split("\r\n")).toMatchObject([
      expect.stringContaining("file,"),
      expect.stringMatching(/^orders\.csv,,5,amount,about 100,/),
      "",
    ]);

    const first = await imported(id);
    expect(first).toMatchObject({
      state: "done",
      counts: [{ kind: "order", added: 3 }],
      refusedTotal: 1,
      mapping: { name: "crm", version: 1 },
      root: expect.stringMatching(/^[0-9a-f]{64}$/),
      fileList: [{ path: "orders.csv", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
    await house.parts.events.settled();
    const known = await auditor.send("GET", `/api/imports/${first.batch}`);
    expect(known.body).toMatchObject({ id: first.id, logIndex: expect.stringMatching(/^\d+$/) });
    expect(await imported(id)).toMatchObject({ counts: [{ added: 0, changed: 0, unchanged: 3 }] });

    const list = await auditor.send("GET", "/api/imports?source=crm&limit=1");
    expect(list.body.rows).toHaveLength(1);
    const next = await auditor.send("GET", `/api/imports?source=crm&limit=1&after=${list.body.next}`);
    expect(next.body.rows).toMatchObject([{ id: first.id, files: 1 }]);
    expect(next.body.next).toBeUndefined();
  });

  test("tells of itself as it goes, and the stream ends with it", async () => {
    const id = await upload({ "orders.csv": orders("EV-1,2026-01-05,C-1,100") });
    await planned(id, "streamed");
    const { body } = await auditor.send("POST", "/api/imports", { upload: id });
    const { body: text, headers } = await auditor.send("GET", `/api/imports/${body.id}/events`);
    expect(headers["content-type"]).toContain("text/event-stream");
    const told = text
      .split("\n\n")
      .filter((part: string) => part.startsWith("data: "))
      .map((part: string) => JSON.parse(part.slice(6)));
    expect(told.at(-1)).toMatchObject({ id: body.id, state: "done", percent: 100 });
  });

  test("that is over cannot be cancelled", async () => {
    const id = await upload({ "orders.csv": orders("OV-1,2026-01-05,C-1,100") });
    await planned(id, "over");
    const { id: done } = await imported(id);
    expect((await auditor.send("POST", `/api/imports/${done}/cancel`)).status).toBe(409);
    expect((await auditor.send("POST", `/api/imports/${crypto.randomUUID()}/cancel`)).status).toBe(404);
  });
});

describe("a kept mapping", () => {
  test("is versioned, compared and restored; a stale save is refused", async () => {
    const id = await upload({ "orders.csv": orders("MP-1,2026-01-05,C-1,100") });
    await planned(id, "mapped");
    await imported(id);
    const one = await auditor.send("GET", "/api/mappings/mapped");
    expect(one.body).toMatchObject({
      version: 1,
      versions: [{ version: 1, savedBy: { name: expect.any(String) } }],
    });
    const [source] = one.body.mapping.sources;
    const { customer_id: _, ...fields } = source.fields;
    const mapping = {
      version: 1,
      sources: [{ ...source, fields: { ...fields, currency: { constant: "USD" } } }],
    };
    const saved = await auditor.send("PUT", "/api/mappings/mapped", { mapping, after: 1 });
    expect(saved.body).toEqual({ name: "mapped", version: 2 });
    expect((await auditor.send("PUT", "/api/mappings/mapped", { mapping, after: 1 })).status).toBe(409);
    const differences = await auditor.send("GET", "/api/mappings/mapped/differences?from=1&to=2");
    expect(differences.body).toMatchObject([
      { field: "currency", after: "= USD" },
      { field: "customer_id", before: "customer_id" },
    ]);
    const restored = await auditor.send("POST", "/api/mappings/mapped/restore", { version: 1, after: 2 });
    expect(restored.body.version).toBe(3);
    expect((await auditor.send("GET", "/api/mappings/mapped/differences?from=1&to=3")).body).toEqual([]);
    const again = await upload({ "orders.csv": orders("MP-2,2026-01-05,C-1,100") });
    expect((await previewed(again, "mapped")).result).toMatchObject({
      kept: { name: "mapped", version: 3 },
      tables: [{ isKept: true, confidence: 1 }],
    });
  });
});

describe("who may not import", () => {
  test.each([[["administrator"]], [["manager"]], [["salesperson"]]] as const)(
    "%s is refused everywhere",
    async (roles) => {
      const id = await upload({ "orders.csv": orders("NO-1,2026-01-05,C-1,100") });
      await planned(id, "refusing");
      const other = await house.signedIn(roles, `E-${roles[0]}`);
      const asks: [string, string, object?][] = [
        ["GET", "/api/uploads"],
        ["GET", `/api/uploads/${id}`],
        ["DELETE", `/api/uploads/${id}`],
        ["POST", "/api/uploads"],
        ["POST", `/api/uploads/${id}/files`],
        ["POST", `/api/uploads/${id}/ready`],
        ["POST", "/api/uploads/from-folder", { folder: "财务共享", paths: ["orders.csv"] }],
        ["GET", "/api/import-folders"],
        ["POST", `/api/uploads/${id}/preview`, {}],
        [
          "PUT",
          `/api/uploads/${id}/plan`,
          { source: "x", complete: false, mapping: { version: 1, sources: [] } },
        ],
        ["POST", `/api/uploads/${id}/dry-run`],
        ["GET", "/api/imports"],
        ["POST", "/api/imports", { upload: id }],
        ["GET", "/api/imports/1"],
        ["GET", "/api/imports/1/events"],
        ["POST", "/api/imports/1/cancel"],
        ["GET", `/api/imports/${id}/refused.csv`],
        ["GET", "/api/import-kinds"],
        ["GET", "/api/mappings"],
        ["GET", "/api/mappings/crm"],
        ["GET", "/api/mappings/crm/differences?from=1&to=1"],
        ["PUT", "/api/mappings/crm", { mapping: { version: 1, sources: [] }, after: 1 }],
        ["POST", "/api/mappings/crm/restore", { version: 1, after: 1 }],
      ];
      for (const [method, url, payload] of asks) {
        expect([url, (await other.send(method, url, payload)).status]).toEqual([url, 403]);
        expect([url, (await house.browser().send(method, url, payload)).status]).toEqual([url, 403]);
      }
    },
  );

  test("finance may", async () => {
    const finance = await house.signedIn(["finance"], "E-fin");
    expect((await finance.send("GET", "/api/imports")).status).toBe(200);
    expect((await sendFiles(finance, "/api/uploads", { "o.csv": orders(...three) })).status).toBe(201);
  });
});
