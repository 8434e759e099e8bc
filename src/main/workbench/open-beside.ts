import { createAccess } from "../../people/index.ts";
import {
  type ContextMaker,
  createContextMaker,
  type Database,
  type EventLog,
  type Logger,
  openDatabase,
  openEventLog,
} from "../../platform/index.ts";
import type { WorkbenchConfig } from "./config.ts";
import { makeDataFolder } from "./data-folder.ts";
import { roomsOf } from "./rooms.ts";

/** What a command needs that works on the store, beside a server or alone. */
export interface Beside {
  readonly database: Database;
  readonly contexts: ContextMaker;
  readonly events: EventLog;
  close(): Promise<void>;
}

/** Whether the server runs or not: events that the command tells are numbered by the server, or else here. */
export async function openBeside(config: WorkbenchConfig, log: Logger): Promise<Beside> {
  makeDataFolder(config.data);
  const { data, databaseUrl } = config;
  const database = await openDatabase({ data, databaseUrl, role: "guest", log });
  try {
    const policies = roomsOf({}).flatMap((room) => room.policies ?? []);
    const access = await createAccess(database, policies);
    const events = await openEventLog(database, log);
    return {
      database,
      events,
      contexts: createContextMaker({ database, access, sink: events.sink }),
      async close() {
        await events.close();
        await access.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
