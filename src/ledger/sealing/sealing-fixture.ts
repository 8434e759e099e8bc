import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Context,
  type ContextMaker,
  createContextMaker,
  createLogger,
  type Database,
  type EventLog,
  type Logger,
  openEventLog,
  openTestDatabase,
} from "../../platform/index.ts";
import { type Ledger, type LedgerOptions, openLedger } from "./open-ledger.ts";

/** For tests: an empty house whose events are sealed. */
export interface TestLedger {
  readonly database: Database;
  readonly events: EventLog;
  readonly contexts: ContextMaker;
  readonly log: Logger;
  readonly data: string;
  readonly keys: string;
  context(): Context;
  /** Commits so many events. */
  tell(count: number): Promise<void>;
  open(options?: Partial<LedgerOptions>): Promise<Ledger>;
  close(): Promise<void>;
}

export async function openTestLedger(): Promise<TestLedger> {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-ledger-test-"));
  const data = join(folder, "data");
  const keys = join(folder, "keys");
  const database = await openTestDatabase();
  const log = createLogger({ level: "silent" });
  const events = await openEventLog(database, log);
  const contexts = createContextMaker({ database, sink: events.sink, access: { require: () => undefined } });
  const context = () => contexts.contextFor({ kind: "system", id: "system:test" });
  const opened = new Set<Ledger>();
  let told = 0;
  return {
    database,
    events,
    contexts,
    log,
    data,
    keys,
    context,
    async tell(count) {
      for (let i = 0; i < count; i++) {
        await context().commit(async () => {
          context().require("tests.tell", {});
          return {
            result: undefined,
            event: { type: "test.told", subject: `test:${told++}`, after: { told } },
          };
        });
      }
      await events.settled();
    },
    async open(options = {}) {
      const opener = { keyFile: join(keys, "key-file"), mayMake: true };
      const ledger = await openLedger({
        database,
        events,
        log,
        data,
        keys,
        name: "test.example/log",
        opener,
        ...options,
      });
      opened.add(ledger);
      return ledger;
    },
    async close() {
      for (const ledger of opened) await ledger.close();
      await events.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
