import { z } from "zod";
import { ownDeclaration } from "../../detection/index.ts";
import type { RoomParts } from "../../people/index.ts";
import type { Http } from "../../platform/index.ts";
import { house } from "../house.ts";
import { cancelBackTest } from "./cancel-back-test.ts";
import {
  checkDeclaration,
  draftRule,
  draftRuleInput,
  editRule,
  editRuleInput,
  writeDetector,
  writeDetectorInput,
} from "./draft-rule.ts";
import { moveRule, moveRuleInput } from "./move-rule.ts";
import { ownTables, readOwnTables } from "./own-tables.ts";
import { anyRule } from "./queries.ts";
import { readVersions, ruleView } from "./read-rules.ts";
import { backTestInput, startBackTest } from "./start-back-test.ts";
import { readShadowReport, readTrialReport, shadowReport, trialReport } from "./trial-report.ts";

const tags = ["rules"];
const ofDetector = z.object({ id: z.string().max(100) });
const ofVersion = ofDetector.extend({ number: z.coerce.number().int().min(1) });
const ofTrial = z.object({ id: z.uuid() });
const revised = z.object({ revision: z.int() });

/** Versions of what a detector goes by, from draft to retired. */
export function addRuleRoutes(http: Http, parts: RoomParts): void {
  const { database, jobs, visitors } = parts;
  const { contextOf } = visitors;

  const list = {
    tags,
    summary: "Versions of a detector's rule, newest first",
    params: ofDetector,
    response: { 200: z.object({ rows: z.array(ruleView) }) },
  };
  http.get("/api/detectors/:id/versions", { schema: list }, async (request) => {
    (await contextOf(request)).require("detection.read", house);
    return { rows: await readVersions(database.reader, jobs, request.params.id) };
  });

  const draft = {
    tags,
    summary: "Draft a version",
    params: ofDetector,
    body: draftRuleInput,
    response: { 201: revised.extend({ number: z.int() }) },
  };
  http.post("/api/detectors/:id/versions", { schema: draft }, async (request, reply) =>
    reply.code(201).send(await draftRule(await contextOf(request), request.params.id, request.body)),
  );

  const write = {
    tags,
    summary: "Write a detector of one's own",
    body: writeDetectorInput,
    response: { 201: revised.extend({ id: z.string(), number: z.int() }) },
  };
  http.post("/api/own-detectors", { schema: write }, async (request, reply) =>
    reply.code(201).send(await writeDetector(await contextOf(request), request.body)),
  );

  const problems = z.array(z.object({ zh: z.string(), en: z.string() }));
  const check = {
    tags,
    summary: "What is wrong with a detector of one's own; nothing is run or kept",
    body: z.object({ declaration: ownDeclaration }),
    response: { 200: z.object({ problems }) },
  };
  http.post("/api/own-detectors/check", { schema: check }, async (request) => {
    (await contextOf(request)).require("rules.program", anyRule);
    return { problems: [...(await checkDeclaration(request.body.declaration))] };
  });

  const tables = { tags, summary: "What a detector of one's own may read", response: { 200: ownTables } };
  http.get("/api/own-detectors/tables", { schema: tables }, async (request) => {
    (await contextOf(request)).require("detection.read", house);
    return readOwnTables();
  });

  const edit = {
    tags,
    summary: "Change a draft of one's own",
    params: ofVersion,
    body: editRuleInput,
    response: { 200: revised },
  };
  http.put("/api/detectors/:id/versions/:number", { schema: edit }, async (request) => {
    const { id, number } = request.params;
    return editRule(await contextOf(request), id, number, request.body);
  });

  const move = {
    tags,
    summary: "Put a version in shadow, in force or out of use",
    params: ofVersion,
    body: moveRuleInput,
    response: { 200: revised },
  };
  http.post("/api/detectors/:id/versions/:number/state", { schema: move }, async (request) => {
    const { id, number } = request.params;
    return moveRule(await contextOf(request), id, number, request.body);
  });

  const test = {
    tags,
    summary: "Back-test a version over past days",
    params: ofVersion,
    body: backTestInput,
    response: { 202: ofTrial },
  };
  http.post("/api/detectors/:id/versions/:number/back-tests", { schema: test }, async (request, reply) => {
    const { id, number } = request.params;
    const trial = await startBackTest(parts, await contextOf(request), id, number, request.body);
    return reply.code(202).send({ id: trial });
  });

  const shadow = {
    tags,
    summary: "What a version in shadow would have raised in the last run",
    params: ofVersion,
    response: { 200: shadowReport },
  };
  http.get("/api/detectors/:id/versions/:number/shadow", { schema: shadow }, async (request) => {
    const { id, number } = request.params;
    return readShadowReport(await contextOf(request), id, number);
  });

  const report = { tags, summary: "A back-test", params: ofTrial, response: { 200: trialReport } };
  http.get("/api/back-tests/:id", { schema: report }, async (request) =>
    readTrialReport(await contextOf(request), jobs, request.params.id),
  );

  const cancel = {
    tags,
    summary: "Cancel a back-test",
    params: ofTrial,
    response: { 200: z.object({ cancelled: z.boolean() }) },
  };
  http.post("/api/back-tests/:id/cancel", { schema: cancel }, async (request) => {
    await cancelBackTest(await contextOf(request), jobs, request.params.id);
    return { cancelled: true };
  });
}
