import { randomUUID } from "node:crypto";
import {
  type Actor,
  type Context,
  createContextMaker,
  createLogger,
  type Database,
  type EventLog,
  openEventLog,
  openTestDatabase,
} from "../platform/index.ts";
import { createAccess, type PeopleAccess } from "./access.ts";
import type { RoomPolicies } from "./policies.ts";
import { addRole, insertAccount } from "./queries.ts";
import type { Role } from "./role.ts";

/** A house of a test's own: a real database, the log, and the judge. */
export interface TestPeople {
  readonly database: Database;
  readonly events: EventLog;
  readonly access: PeopleAccess;
  readonly contexts: ReturnType<typeof createContextMaker>;
  /** Somebody with these roles, made without asking anybody. Gives the account's id. */
  add(roles: readonly Role[], employeeId?: string): Promise<string>;
  /** With what has changed among people up to now. */
  as(accountId: string): Promise<Context>;
  /** Types of the events since the last call, in order. */
  told(): Promise<string[]>;
  close(): Promise<void>;
}

export const system: Actor = { kind: "system", id: "system:test" };
export const anonymous: Actor = { kind: "anonymous", id: "anonymous" };

export async function openTestPeople(rooms: readonly RoomPolicies[] = []): Promise<TestPeople> {
  const database = await openTestDatabase();
  const events = await openEventLog(database, createLogger({ level: "silent" }));
  const access = await createAccess(database, rooms);
  const contexts = createContextMaker({ database, access, sink: events.sink });
  let next = 0;
  return {
    database,
    events,
    access,
    contexts,
    async add(roles, employeeId) {
      const id = randomUUID();
      const account = { name: `Person ${id}`, email: `${id}@example.com` };
      await database.writer.transaction().execute(async (tx) => {
        await insertAccount(tx, id, { ...account, ...(employeeId ? { employeeId } : {}) }, new Date());
        for (const role of roles) await addRole(tx, id, role, new Date());
        // Has come in by OIDC: no password to hash.
        const times = { created_at: new Date(), updated_at: new Date(), password: null };
        const credential = { id: randomUUID(), user_id: id, account_id: id, provider_id: "oidc", ...times };
        await tx.insertInto("auth_credential").values(credential).execute();
      });
      return id;
    },
    async as(accountId) {
      await access.refresh();
      return contexts.contextFor({ kind: "person", id: accountId });
    },
    async told() {
      await events.settled();
      const entries = await events.readEntries(next, 1_000);
      next += entries.length;
      return entries.map(({ type }) => type);
    },
    async close() {
      await access.close();
      await events.close();
      await database.close();
    },
  };
}
