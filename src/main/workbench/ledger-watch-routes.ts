import { z } from "zod";
import { doubtInput, doubtLog, type HouseLedger, listCheckpoints } from "../../ledger/index.ts";
import type { RoomParts } from "../../people/index.ts";
import { createRateLimit, type Http } from "../../platform/index.ts";
import { readSettings } from "../../records/index.ts";
import { readLedgerConcerns } from "../system/ledger-health.ts";
import { entriesByDay, sizeOfLog } from "./ledger-growth.ts";

const tags = ["ledger"];
const house = { type: "House", id: "house" };
const bilingual = z.object({ zh: z.string(), en: z.string() });

/** What seals and alarms on every page stand on, and the ledger's past. */
export function addWatchRoutes(
  http: Http,
  parts: RoomParts,
  ledgerOf: (parts: RoomParts) => HouseLedger,
): void {
  addHead(http, parts, ledgerOf);
  addDoubts(http, parts, ledgerOf);
  addCheckpoints(http, parts, ledgerOf);
  const { visitors } = parts;

  const alarm = {
    tags,
    summary: "What is wrong with the ledger now, for the pages of those who watch over it",
    response: { 200: z.object({ alarms: z.array(bilingual) }) },
  };
  http.get("/api/ledger/alarm", { schema: alarm }, async (request) => {
    const { require, now } = await visitors.contextOf(request);
    require("ledger.read", house);
    const concerns = await readLedgerConcerns({ ...parts, ledger: ledgerOf(parts) }, now);
    return { alarms: concerns.filter(({ severity }) => severity === "high") };
  });

  const growth = {
    tags,
    summary: "Entries a day, and how much room the log takes",
    response: {
      200: z.object({
        days: z.array(z.object({ day: z.string(), entries: z.int() })),
        /** Bytes of the published files, and of the log in the database. */
        bytes: z.object({ files: z.number(), database: z.number() }),
      }),
    },
  };
  http.get("/api/ledger/growth", { schema: growth }, async (request) => {
    const { require, now, db } = await visitors.contextOf(request);
    require("ledger.read", house);
    const ledger = ledgerOf(parts);
    const { calendar } = await readSettings(db);
    const days = await entriesByDay(parts.events, now, calendar.timeZone);
    return { days, bytes: await sizeOfLog({ ...parts, ledger }) };
  });
}

function addHead(http: Http, parts: RoomParts, ledgerOf: (parts: RoomParts) => HouseLedger): void {
  const head = {
    tags,
    summary: "How far the log is sealed and published",
    response: {
      200: z.object({
        origin: z.string(),
        /** Entries of the house below this number lie under a published checkpoint. */
        sealedBelow: z.int(),
        /** Why sealing has stopped. */
        stopped: bilingual.nullable(),
      }),
    },
  };
  http.get("/api/ledger/head", { schema: head }, async (request) => {
    const { require } = await parts.visitors.contextOf(request);
    require("ledger.look", house);
    const ledger = ledgerOf(parts);
    const published = ledger.published();
    return {
      origin: ledger.origin,
      sealedBelow: published ? ledger.ring().base + published.checkpoint.size : 0,
      stopped: ledger.state().fault?.sentence ?? null,
    };
  });
}

function addDoubts(http: Http, parts: RoomParts, ledgerOf: (parts: RoomParts) => HouseLedger): void {
  // A browser that finds something says so once; whoever wants to flood the list is held up.
  const limit = createRateLimit({ attempts: 10, seconds: 3_600 });
  const doubt = {
    tags,
    summary: "A check in a browser has failed: tell those who watch over the ledger",
    body: doubtInput,
    response: { 200: z.object({ isNew: z.boolean() }) },
  };
  http.post("/api/ledger/doubts", { schema: doubt }, async (request) => {
    const context = await parts.visitors.contextOf(request);
    context.require("integrity.doubt", house);
    ledgerOf(parts);
    limit.take(context.actor.id);
    return { isNew: await doubtLog(context, request.body) };
  });
}

function addCheckpoints(http: Http, parts: RoomParts, ledgerOf: (parts: RoomParts) => HouseLedger): void {
  const checkpoint = z.object({
    size: z.int(),
    /** Hex. */
    root: z.string(),
    at: z.date(),
    isWitnessed: z.boolean().nullable(),
    witnesses: z.array(z.string()),
    stamps: z.int(),
    isAnchored: z.boolean(),
  });
  const list = {
    tags,
    summary: "Published checkpoints, newest first",
    querystring: z.object({
      before: z.coerce.number().int().min(0).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(20),
    }),
    response: { 200: z.object({ rows: z.array(checkpoint), next: z.int().optional() }) },
  };
  http.get("/api/ledger/checkpoints", { schema: list }, async (request) => {
    const { require, db } = await parts.visitors.contextOf(request);
    require("ledger.read", house);
    const { origin } = ledgerOf(parts);
    const { before, limit } = request.query;
    const found = await listCheckpoints(db, { origin, before, limit });
    const last = found.length === limit ? found.at(-1) : undefined;
    return {
      rows: found.map(({ origin: _, isWitnessed = null, ...row }) => ({
        ...row,
        isWitnessed,
        witnesses: [...row.witnesses],
      })),
      ...(last ? { next: last.size } : {}),
    };
  });
}
