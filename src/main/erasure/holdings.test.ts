import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, openTestDatabase } from "../../platform/index.ts";
import { holdings } from "./parts.ts";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database?.close());

interface Column {
  readonly table: string;
  readonly column: string;
  readonly form: string;
}

async function columns(): Promise<Column[]> {
  const { rows } = await sql<Column>`
    SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS form
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1, 2`.execute(database.writer);
  return rows;
}

/** Forms in which a word about somebody can stand. */
const canHoldWords = ({ form }: Column) => /text|json|tsvector|bytea|character|xml/.test(form);

describe("the inventory of what holds values", () => {
  test("declares every table as sealed, derived, private or plain, once, and names no other", async () => {
    const tables = [...new Set((await columns()).map(({ table }) => table))];
    expect(holdings.map(({ table }) => table).sort()).toEqual(tables.sort());
  });

  test("says of every column that can hold words what becomes of it when somebody is erased", async () => {
    const undeclared = (await columns()).filter(canHoldWords).filter(({ table, column }) => {
      const holding = holdings.find((one) => one.table === table);
      if (!holding || holding.is === "plain") return false;
      const { redact = [], own = [], codes = [] } = holding;
      return ![...redact, ...own, ...codes].includes(column);
    });
    expect(undeclared.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
  });

  test("names no column that is not there, and none twice", async () => {
    const there = new Set((await columns()).map(({ table, column }) => `${table}.${column}`));
    const named = holdings.flatMap(({ table, redact = [], own = [], codes = [] }) =>
      [...redact, ...own, ...codes].map((column) => `${table}.${column}`),
    );
    expect(named.filter((name) => !there.has(name))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  test("takes as plain only tables whose words are codes, digests and entries of the log", async () => {
    const plain = new Set(holdings.flatMap(({ table, is }) => (is === "plain" ? [table] : [])));
    const words = (await columns()).filter(canHoldWords).filter(({ table }) => plain.has(table));
    // Each of these was looked at: a new one is looked at before it is added here.
    expect(words.map(({ table, column }) => `${table}.${column}`)).toMatchInlineSnapshot(`
      [
        "account_role.account_id",
        "account_role.role",
        "backup.folder",
        "backup.name",
        "backup.wrong",
        "board_visit.account",
        "import_count.fields",
        "import_count.kind",
        "import_count.source",
        "inspection_list.currency",
        "inspection_list.drawn_by",
        "inspection_list.frame_digest",
        "inspection_list.unit",
        "ledger_anchor.block_hash",
        "ledger_anchor.contract",
        "ledger_anchor.origin",
        "ledger_anchor.root",
        "ledger_anchor.sender",
        "ledger_anchor.state",
        "ledger_anchor.transaction",
        "ledger_anchor_sending.raw",
        "ledger_anchor_sending.transaction",
        "ledger_checkpoint.note",
        "ledger_checkpoint.origin",
        "ledger_checkpoint.root",
        "ledger_stamp.authority",
        "ledger_stamp.note",
        "ledger_stamp.origin",
        "ledger_stamp.policy",
        "ledger_stamp.root",
        "ledger_stamp.serial",
        "ledger_stamp.signer",
        "ledger_stamp.token",
        "ledger_tally.name",
        "log.entry",
        "log_follower.name",
        "migration.checksum",
        "migration.name",
        "one_time_link.account_id",
        "one_time_link.hash",
        "outbox.after_index",
        "outbox.before_index",
        "record_expiry.kind",
        "record_expiry.root",
        "summary_peers.kind",
        "summary_peers.level",
        "summary_peers.measure",
        "summary_peers.place",
        "totp_spent.account_id",
        "totp_spent.code",
      ]
    `);
  });
});
