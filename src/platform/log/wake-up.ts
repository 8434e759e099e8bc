import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { Database } from "../database/database.ts";
import type { Logger } from "../telemetry/logger.ts";

/** `plumbline_outbox`: something is queued. `plumbline_log`: the log has grown. */
type Channel = "plumbline_outbox" | "plumbline_log";

/**
 * Wake-ups between processes. They are hints, sent after the commit and many at once as one: a NOTIFY inside
 * each transaction would make PostgreSQL commit them one after another (its queue has one lock, held over the
 * flush). Whoever waits also looks by itself now and then.
 */
export interface WakeUp {
  /** Tells this process at once and all others soon. */
  send(channel: Channel): void;
  /** Tells this process alone. */
  ring(channel: Channel): void;
  /** Calls back on every hint, and after every reconnection. Returns how to stop. */
  on(channel: Channel, listener: () => void): () => void;
  close(): Promise<void>;
}

const gatherFor = 5; // milliseconds
/** Each costs a transaction and its flush. */
const restFor = 100; // milliseconds

export async function openWakeUp(database: Database, log: Logger): Promise<WakeUp> {
  const listeners = new Map<Channel, Set<() => void>>([
    ["plumbline_outbox", new Set()],
    ["plumbline_log", new Set()],
  ]);
  const pending = new Set<Channel>();
  let session: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let flushedAt = Number.NEGATIVE_INFINITY;
  let closed = false;

  const tell = (channel: string) => {
    for (const listener of listeners.get(channel as Channel) ?? []) listener();
  };
  const connect = async () => {
    for (let wait = 50; !closed; wait = Math.min(wait * 2, 2_000)) {
      try {
        const next = await database.session(() => {
          session = undefined;
          void connect();
        });
        const { rows } = await next.query("SELECT pg_backend_pid() AS own");
        next.on("notification", ({ channel, processId }) => {
          if (processId !== rows[0].own) tell(channel);
        });
        await next.query([...listeners.keys()].map((channel) => `LISTEN ${channel}`).join(";"));
        session = next;
        for (const channel of listeners.keys()) tell(channel);
        return;
      } catch (error) {
        log.debug({ err: error }, "not yet listening");
        await sleep(wait);
      }
    }
  };
  // One statement at a time: what comes meanwhile waits for the next.
  let flushing = Promise.resolve();
  const flush = () => {
    timer = undefined;
    flushedAt = performance.now();
    flushing = flushing.then(async () => {
      const notices = [...pending].map((channel) => `NOTIFY ${channel}`).join(";");
      pending.clear();
      if (notices) await session?.query(notices).catch(() => undefined);
    });
    return flushing;
  };
  await connect();
  return {
    send(channel) {
      tell(channel);
      pending.add(channel);
      const wait = Math.max(gatherFor, flushedAt + restFor - performance.now());
      timer ??= setTimeout(() => void flush(), wait).unref();
    },
    ring: tell,
    on(channel, listener) {
      listeners.get(channel)?.add(listener);
      return () => listeners.get(channel)?.delete(listener);
    },
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      await flush();
      await session?.end().catch(() => undefined);
    },
  };
}
