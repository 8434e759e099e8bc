import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import type { Http } from "../../platform/index.ts";
import { cancelRanking } from "./cancel-ranking.ts";
import { putBack, putBackInput } from "./put-back.ts";
import { modelsView, readModels } from "./read-models.ts";
import { rankingInput, rankingPage, readRanking } from "./read-ranking.ts";
import { startScoring, startTraining } from "./start-ranking.ts";

const tags = ["ranking"];
const begun = z.object({ id: z.uuid() });

/** Transactions, documents, customers and sellers, most suspect first, and the models that rank them. For audit alone. */
export function addRankingRoutes(http: Http, parts: RoomParts): void {
  const { jobs, visitors } = parts;
  const { contextOf } = visitors;

  const list = {
    tags,
    summary: "The newest ranking of one unit, most suspect first",
    querystring: rankingInput,
    response: { 200: rankingPage },
  };
  http.get("/api/ranking", { schema: list }, async (request) =>
    readRanking(await contextOf(request), request.query),
  );

  const models = {
    tags,
    summary: "Models with their contests, which of them ranks, and how far scoring and training are",
    response: { 200: modelsView },
  };
  http.get("/api/ranking/models", { schema: models }, async (request) =>
    readModels(await contextOf(request), jobs),
  );

  const score = { tags, summary: "Score all transactions now", response: { 202: begun } };
  http.post("/api/ranking/score", { schema: score }, async (request, reply) =>
    reply.code(202).send({ id: await startScoring(parts, await contextOf(request)) }),
  );

  const train = {
    tags,
    summary: "Teach a model what people found, and compare it with the one in service",
    response: { 202: begun },
  };
  http.post("/api/ranking/train", { schema: train }, async (request, reply) =>
    reply.code(202).send({ id: await startTraining(parts, await contextOf(request)) }),
  );

  const cancel = {
    tags,
    summary: "Cancel scoring or training",
    params: z.object({ id: z.uuid() }),
    response: { 200: z.object({ cancelled: z.boolean() }) },
  };
  http.post("/api/ranking/jobs/:id/cancel", { schema: cancel }, async (request) => {
    await cancelRanking(await contextOf(request), jobs, request.params.id);
    return { cancelled: true };
  });

  const back = {
    tags,
    summary: "Put a model in service, or the ranking without labels (0)",
    params: z.object({ number: z.coerce.number().int().min(0) }),
    body: putBackInput,
    response: { 200: z.object({ revision: z.int(), model: z.int() }) },
  };
  http.post("/api/ranking/models/:number/put-back", { schema: back }, async (request) =>
    putBack(await contextOf(request), request.params.number, request.body),
  );
}
