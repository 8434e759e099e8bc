import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { Logger } from "../telemetry/logger.ts";
import { type Address, openSession } from "./connect.ts";
import type { EmbeddedPostgres } from "./embedded.ts";
import { enterHouse, leaveHouse, type Role, sessionName } from "./house.ts";

export interface Place {
  readonly role: Role;
  readonly log: Logger;
  readonly address: Address;
  /** What a refusal calls it. */
  readonly place: string;
  readonly embedded: EmbeddedPostgres | undefined;
  readonly onTaken?: () => void;
}

function endOurselves(): void {
  process.kill(process.pid, "SIGTERM");
}

/**
 * Keeps our place in the house for as long as we live, also when PostgreSQL dies and is started again here.
 * If another server has come in meanwhile we end, as if told to by SIGTERM, unless `onTaken` does otherwise.
 */
export function keepPlace(
  { role, log, address, place, embedded, onTaken = endOurselves }: Place,
  first: pg.Client,
): { leave(): Promise<void> } {
  let session = first;
  let leaving = false;

  const regain = async () => {
    if (!leaving) log.warn("the database is gone; waiting for it");
    for (let wait = 50; !leaving; wait = Math.min(wait * 2, 2_000)) {
      let next: pg.Client | undefined;
      try {
        await embedded?.revive();
        next = await openSession(address, sessionName(role), () => undefined);
        await enterHouse(next, role, place);
        watch(next);
        log.info("the database is back");
        return;
      } catch (error) {
        await next?.end().catch(() => undefined);
        if ((error as { code?: unknown }).code === "conflict") {
          log.fatal({ err: error }, "another server has taken our place");
          return onTaken();
        }
        log.warn({ err: error }, "the database is not back yet");
        await sleep(wait);
      }
    }
  };
  const watch = (client: pg.Client) => {
    session = client;
    client.once("end", () => void regain());
  };
  watch(first);
  return {
    /** The last to leave an embedded database stops it. */
    async leave() {
      leaving = true;
      try {
        if ((await leaveHouse(session)) && embedded) await embedded.stop();
      } catch (error) {
        log.warn({ err: error }, "the database was gone before it was closed");
      }
      await session.end().catch(() => undefined);
    },
  };
}
