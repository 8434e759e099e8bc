import type { ServerResponse } from "node:http";
import type { RoomParts } from "../../people/index.ts";
import type { Actor, Http } from "../../platform/index.ts";
import { house } from "../house.ts";
import { newestIndex, readChanges } from "./live-changes.ts";

const lookEvery = 400; // milliseconds
const beatEvery = 15_000;

interface Listener {
  readonly actor: Actor;
  readonly session: string | undefined;
  readonly out: ServerResponse;
  /** The last place of the log it knows. */
  at: bigint;
}

/**
 * Server-sent events: what is raised and what changes, as far as the listener may see it. An event's id is its place
 * in the log, so that a browser that comes back with Last-Event-ID misses nothing.
 */
export function addLiveRoutes(http: Http, parts: RoomParts): void {
  const { visitors, database } = parts;
  const hub = createHub(parts);
  http.addHook("preClose", async () => hub.close());
  const schema = { tags: ["alerts"], summary: "Alerts as they are raised and change (server-sent events)" };
  http.get("/api/alerts/events", { schema }, async (request, reply) => {
    const context = await visitors.contextOf(request);
    const given = request.headers["last-event-id"];
    const asked = typeof given === "string" && /^-?\d{1,18}$/.test(given) ? BigInt(given) : undefined;
    // One event for the whole stream: what comes over it is what the list would show.
    await context.disclose({ type: "alerts.followed", subject: "alerts:events" }, async () =>
      context.require("alerts.list", house),
    );
    const at = asked ?? (await newestIndex(database.reader));
    const session = await visitors.sessionIdOf(request);
    reply.hijack();
    reply.raw.writeHead(200, {
      ...reply.getHeaders(),
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    } as Record<string, string>);
    // The place is told at once, so that a browser that is cut off before anything happens knows it too.
    reply.raw.write(`retry: 2000\nid: ${at}\nevent: ready\ndata: {}\n\n`);
    hub.add({ actor: context.actor, session, out: reply.raw, at });
  });
}

function createHub(parts: RoomParts) {
  const { database } = parts;
  const listeners = new Set<Listener>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let lastBeat = performance.now();

  const drop = (listener: Listener) => {
    listeners.delete(listener);
    listener.out.end();
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
  const tell = async (listener: Listener, newest: bigint) => {
    if (listener.at >= newest) return;
    if (!(await mayListen(parts, listener))) return drop(listener);
    const changes = await readChanges(database.reader, listener.actor, listener.at, newest);
    listener.at = newest;
    if (changes) listener.out.write(`id: ${newest}\nevent: alerts\ndata: ${JSON.stringify(changes)}\n\n`);
  };
  const look = async () => {
    const newest = await newestIndex(database.reader);
    for (const listener of listeners) await tell(listener, newest);
    if (performance.now() - lastBeat < beatEvery) return;
    lastBeat = performance.now();
    for (const listener of listeners) {
      if (await mayListen(parts, listener)) listener.out.write(": still here\n\n");
      else drop(listener);
    }
  };
  return {
    add(listener: Listener) {
      listeners.add(listener);
      listener.out.on("close", () => drop(listener));
      timer ??= setInterval(() => {
        // A database that cannot be asked now is asked again at the next turn; nobody's place has moved.
        looking ??= look()
          .catch(() => undefined)
          .finally(() => {
            looking = undefined;
          });
      }, lookEvery).unref();
    },
    async close() {
      for (const listener of listeners) drop(listener);
      await looking;
    },
  };
}

/** Sessions end and roles go while a stream is open. */
async function mayListen({ access, database }: RoomParts, { actor, session }: Listener): Promise<boolean> {
  if (!access.memberOf(actor) || !access.may(actor, "alerts.list", house)) return false;
  if (session === undefined) return false;
  const row = await database.reader
    .selectFrom("auth_session")
    .select("id")
    .where("id", "=", session)
    .where("expires_at", ">", new Date())
    .executeTakeFirst();
  return row !== undefined;
}
