import { z } from "zod";
import {
  anchorFor,
  type HouseLedger,
  listAnchors,
  listStamps,
  readStamp,
  stampFor,
} from "../../ledger/index.ts";
import type { RoomParts } from "../../people/index.ts";
import { type Http, Refusal } from "../../platform/index.ts";
import { anchor, anchorView, stamp, stampView } from "./ledger-outside.ts";

const tags = ["ledger"];
const house = { type: "House", id: "house" };
const id = z.string().regex(/^\d{1,18}$/);
const page = z.object({
  before: id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Time stamps and anchors to look at and to take away. They name nobody, and prove something to outsiders alone. */
export function addOutsideRoutes(
  http: Http,
  parts: RoomParts,
  ledgerOf: (parts: RoomParts) => HouseLedger,
): void {
  addStamps(http, parts);
  addAnchors(http, parts);
  const { visitors } = parts;
  const age = {
    tags,
    summary: "Since when at the latest an entry has been there: its earliest time stamp and anchor",
    params: z.object({ index: z.coerce.number().int().min(0) }),
    response: { 200: z.object({ stamp: stamp.nullable(), anchor: anchor.nullable() }) },
  };
  http.get("/api/ledger/entries/:index/age", { schema: age }, async (request) => {
    const { db, require } = await visitors.contextOf(request);
    require("ledger.read", house);
    const ledger = ledgerOf(parts);
    const leaf = request.params.index - ledger.ring().base;
    if (leaf < 0) return { stamp: null, anchor: null };
    const covering = { origin: ledger.origin, size: leaf + 1 };
    const [stamped, anchored] = await Promise.all([stampFor(db, covering), anchorFor(db, covering)]);
    return {
      stamp: stamped ? stampView(stamped) : null,
      anchor: anchored ? anchorView(anchored) : null,
    };
  });
}

function addStamps(http: Http, { visitors }: RoomParts): void {
  const list = {
    tags,
    summary: "Time stamps, newest first",
    querystring: page,
    response: { 200: z.object({ rows: z.array(stamp), next: z.string().optional() }) },
  };
  http.get("/api/ledger/stamps", { schema: list }, async (request) => {
    const { db, require } = await visitors.contextOf(request);
    require("ledger.read", house);
    const { limit, before } = request.query;
    const rows = await listStamps(db, { limit, before: before === undefined ? undefined : BigInt(before) });
    return { rows: rows.map(stampView), ...nextOf(rows, limit) };
  });

  for (const { part, summary, type, extension } of downloads) {
    const schema = { tags, summary, params: z.object({ id }), response: { 200: z.string() } };
    http.get(`/api/ledger/stamps/:id/${part}`, { schema }, async (request, reply) => {
      const { db, require } = await visitors.contextOf(request);
      require("ledger.read", house);
      const found = await readStamp(db, BigInt(request.params.id));
      if (!found) throw noStamp();
      const name = `stamp-${found.id}-${found.size}.${extension}`;
      return reply
        .header("content-disposition", `attachment; filename="${name}"`)
        .type(type)
        .send(Buffer.from(part === "token" ? found.token : found.note) as never);
    });
  }
}

const downloads = [
  {
    part: "token",
    summary: "The answer of the authority, for `openssl ts -verify -in`",
    type: "application/timestamp-reply",
    extension: "tsr",
  },
  {
    part: "checkpoint",
    summary: "The checkpoint that was stamped, for `openssl ts -verify -data`",
    type: "text/plain; charset=utf-8",
    extension: "checkpoint",
  },
] as const;

function addAnchors(http: Http, { visitors }: RoomParts): void {
  const list = {
    tags,
    summary: "Anchors in an EVM chain, newest first",
    querystring: page,
    response: { 200: z.object({ rows: z.array(anchor), next: z.string().optional() }) },
  };
  http.get("/api/ledger/anchors", { schema: list }, async (request) => {
    const { db, require } = await visitors.contextOf(request);
    require("ledger.read", house);
    const { limit, before } = request.query;
    const rows = await listAnchors(db, { limit, before: before === undefined ? undefined : BigInt(before) });
    return { rows: rows.map(anchorView), ...nextOf(rows, limit) };
  });
}

const nextOf = (rows: readonly { readonly id: bigint }[], limit: number) => {
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return last ? { next: String(last.id) } : {};
};

const noStamp = () =>
  new Refusal("not-found", { zh: "没有这个时间戳。", en: "There is no such time stamp." });
