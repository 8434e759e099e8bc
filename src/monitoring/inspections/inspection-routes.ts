import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import type { Http } from "../../platform/index.ts";
import { drawInput, drawInspections } from "./draw-inspections.ts";
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
    summary: "Draw what to inspect next: by expected loss, with a random share",
    body: drawInput,
    response: { 201: z.object({ id: z.uuid() }) },
  };
  http.post("/api/inspections", { schema: draw }, async (request, reply) => {
    const drawn = await drawInspections(await contextOf(request), request.body);
    return reply.code(201).send(drawn);
  });

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
