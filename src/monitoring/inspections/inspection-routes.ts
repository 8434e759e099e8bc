import { z } from "zod";
import { tableFormats, tableTypes } from "../../desk/index.ts";
import type { RoomParts } from "../../people/index.ts";
import { type Http, languageOf } from "../../platform/index.ts";
import { drawInput, drawInspections } from "./draw-inspections.ts";
import { exportInspections } from "./export-inspections.ts";
import { choices, readChoices } from "./goes-by.ts";
import { judgeInput, judgeInspection } from "./judge-inspection.ts";
import { inspectionList, listInspections, listSummary, readInspections } from "./read-inspections.ts";

const tags = ["inspections"];

/** What to inspect next: drawn, sealed, worked through. For audit alone. */
export function addInspectionRoutes(http: Http, { visitors }: Pick<RoomParts, "visitors">): void {
  const { contextOf } = visitors;

  const lists = {
    tags,
    summary: "Lists of inspections, newest first",
    response: { 200: z.array(listSummary) },
  };
  http.get("/api/inspections", { schema: lists }, async (request) =>
    listInspections(await contextOf(request)),
  );

  const draw = {
    tags,
    summary: "Draw what to inspect next: by expected loss or by how unusual, with a random share",
    body: drawInput,
    response: { 201: z.object({ id: z.uuid() }) },
  };
  http.post("/api/inspections", { schema: draw }, async (request, reply) => {
    const drawn = await drawInspections(await contextOf(request), request.body);
    return reply.code(201).send(drawn);
  });

  const goesBy = {
    tags,
    summary: "What a list can go by now: what detectors found, or the ranking in service",
    response: { 200: choices },
  };
  http.get("/api/inspections/choices", { schema: goesBy }, async (request) =>
    readChoices(await contextOf(request)),
  );

  const params = z.object({ id: z.uuid() });
  const one = {
    tags,
    summary: "A list of inspections with its outcomes",
    params,
    response: { 200: inspectionList },
  };
  http.get("/api/inspections/:id", { schema: one }, async (request) =>
    readInspections(await contextOf(request), request.params.id),
  );

  const file = {
    tags,
    summary: "A list of inspections with its outcomes as a file",
    params,
    querystring: z.object({
      format: z.enum(tableFormats),
      /** Of its headings and reasons; the reader's unless given. */
      language: z.enum(["zh", "en"]).optional(),
    }),
  };
  http.get("/api/inspections/:id/export", { schema: file }, async (request, reply) => {
    const { format, language = languageOf(request) } = request.query;
    const stream = await exportInspections(await contextOf(request), request.params.id, { format, language });
    reply.header("content-type", tableTypes[format]);
    reply.header("content-disposition", `attachment; filename="inspections.${format}"`);
    reply.header("cache-control", "no-store");
    return reply.send(stream);
  });

  const item = z.object({ id: z.uuid(), number: z.coerce.number().int().min(1) });
  const judge = {
    tags,
    summary: "Say what the inspection of one item found",
    params: item,
    body: judgeInput.omit({ list: true, number: true }),
    response: { 200: z.object({ revision: z.int() }) },
  };
  http.post("/api/inspections/:id/items/:number/outcome", { schema: judge }, async (request) => {
    const { id, number } = request.params;
    return judgeInspection(await contextOf(request), { ...request.body, list: id, number });
  });
}
