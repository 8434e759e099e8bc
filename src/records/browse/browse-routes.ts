import { z } from "zod";
import { tableFormats, tableTypes } from "../../desk/index.ts";
import type { RoomParts } from "../../people/index.ts";
import { type Context, type Http, languageOf } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { kindNamed, kinds } from "../kinds/kinds.ts";
import { kindResource } from "../record-resources.ts";
import { unknownKind } from "../store/list-records.ts";
import { browseRecords } from "./browse-records.ts";
import {
  browseQuery,
  foundRecords,
  kindView,
  pageQuery,
  pageView,
  recordPage,
  rowView,
  viewOfKind,
} from "./browse-schemas.ts";
import { countVisible, filledFields, versionsBehind } from "./list-kinds.ts";
import { readScope } from "./scope.ts";
import { searchRecords } from "./search-records.ts";
import { startExport } from "./start-export.ts";

const tags = ["records"];

export function addBrowseRoutes(http: Http, { visitors, access, database }: RoomParts): void {
  const { contextOf } = visitors;
  const { limited } = database;
  /** Of the kinds, those whose records the person may list. */
  const listable = (context: Context) =>
    kinds.filter(({ name }) => access.may(context.actor, "records.list", kindResource(name)));

  const list = {
    tags,
    summary: "Kinds of records with their fields, and how many of each there are",
    response: { 200: z.array(kindView) },
  };
  http.get("/api/kinds", { schema: list }, async (request) => {
    const context = await contextOf(request);
    const mine = listable(context);
    if (mine.length === 0) context.require("records.list", kindResource("order"));
    const scope = await readScope(context.db, context.actor);
    const [counts, filled] = await Promise.all([countVisible(limited, mine, scope), filledFields(limited)]);
    return mine.flatMap((kind, i) => {
      const count = counts[i];
      return count ? [viewOfKind(kind, count, filled.get(kind.name) ?? new Set())] : [];
    });
  });

  const params = z.object({ kind: z.string().max(60) });
  const page = {
    tags,
    summary: "Records of a kind, a page",
    params,
    querystring: pageQuery,
    response: { 200: recordPage },
  };
  http.get("/api/records/:kind", { schema: page }, async (request) => {
    const context = await contextOf(request);
    const kind = knownKind(request.params.kind);
    context.require("records.list", kindResource(kind.name));
    const scope = await readScope(context.db, context.actor);
    const [found, behind] = await Promise.all([
      browseRecords(limited, kind, scope, request.query),
      versionsBehind(limited),
    ]);
    return pageView(found, behind);
  });

  const search = {
    tags,
    summary: "Search in all kinds of records",
    querystring: z.object({
      q: z.string().max(200),
      limit: z.coerce.number().pipe(z.int().min(1).max(20)).default(5),
    }),
    response: { 200: foundRecords },
  };
  http.get("/api/search", { schema: search }, async (request) => {
    const context = await contextOf(request);
    const mine = listable(context);
    if (mine.length === 0) context.require("records.list", kindResource("order"));
    const scope = await readScope(context.db, context.actor);
    const { q: text, limit: rowsEach } = request.query;
    const found = await searchRecords(limited, mine, scope, { text: text.replaceAll("\0", " "), rowsEach });
    return {
      words: [...found.words],
      kinds: found.kinds.map(({ kind, total, rows }) => ({
        kind,
        total: { ...total },
        rows: rows.map(rowView),
      })),
    };
  });

  const file = {
    tags,
    summary: "Records of a kind as a file",
    params,
    querystring: browseQuery.extend({
      format: z.enum(tableFormats),
      /** Fields, apart by commas; all that are filled unless given. */
      columns: z.string().max(4_000).optional(),
      /** Of its headings; the reader's unless given. */
      language: z.enum(["zh", "en"]).optional(),
    }),
  };
  http.get("/api/records/:kind/export", { schema: file }, async (request, reply) => {
    const context = await contextOf(request);
    const kind = knownKind(request.params.kind);
    const { format, columns, language = languageOf(request), ...asked } = request.query;
    const stream = await startExport(context, limited, { kind, asked, columns, format, language });
    reply.header("content-type", tableTypes[format]);
    reply.header("content-disposition", `attachment; filename="${kind.name}.${format}"`);
    reply.header("cache-control", "no-store");
    return reply.send(stream);
  });
}

function knownKind(name: string): Kind {
  const kind = kindNamed(name);
  if (!kind) throw unknownKind(name);
  return kind;
}
