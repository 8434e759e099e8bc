import { randomUUID } from "node:crypto";
import { isIP } from "node:net";
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { Refusal } from "../refusal.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { answerError, sentences } from "./errors.ts";
import { type Health, healthBody } from "./health.ts";
import { secure } from "./security.ts";

export interface HttpOptions {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly health: () => Promise<Health>;
  readonly version: string;
  /** Bytes of a request's body; a route that takes files sets its own. */
  readonly bodyLimit?: number;
  /** Addresses of the proxies whose X-Forwarded-* headers are believed; none unless given. */
  readonly trustProxy?: readonly string[];
  /** Where people reach the server: requests under another name are refused. */
  readonly publicUrl?: string | undefined;
}

const ordinaryBody = 1024 * 1024;

/** The door: rooms register their routes on it, with Zod schemas from which OpenAPI is made. */
export async function createHttp(options: HttpOptions) {
  const { log, metrics, health, version, bodyLimit = ordinaryBody, trustProxy = [] } = options;
  // Loaded here, so that commands which open no door do not wait for it.
  const [{ fastify, LogController }, zod, { fastifySwagger }] = await Promise.all([
    import("fastify"),
    import("fastify-type-provider-zod"),
    import("@fastify/swagger"),
  ]);
  const app: FastifyInstance = fastify({
    loggerInstance: log as FastifyBaseLogger,
    // Fastify's own lines hold addresses and queries; ours are written by `observe`.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "request" }),
    genReqId: () => randomUUID(),
    bodyLimit,
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    requestTimeout: 300_000,
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: 300 },
  });
  app.setValidatorCompiler(zod.validatorCompiler);
  app.setSerializerCompiler(zod.serializerCompiler);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(async () => {
    throw new Refusal("not-found", sentences.notFound);
  });
  secure(app, options.publicUrl);
  observe(app, metrics);
  await app.register(fastifySwagger, {
    openapi: { openapi: "3.1.0", info: { title: "Plumbline 准绳", version } },
    transform: zod.jsonSchemaTransform,
  });
  const typed = app.withTypeProvider<ZodTypeProvider>();
  // Inside a plugin, so that the schemas of all routes, also of those, come after the registration of swagger.
  await typed.register(async (own) => addOwnRoutes(own.withTypeProvider<ZodTypeProvider>(), metrics, health));
  return typed;
}

export type Http = Awaited<ReturnType<typeof createHttp>>;

function addOwnRoutes(app: Http, metrics: Metrics, health: () => Promise<Health>): void {
  app.get("/api/openapi.json", { schema: { hide: true } }, async () => app.swagger());
  const schema = { summary: "Whether the server works", response: { 200: healthBody, 503: healthBody } };
  app.get("/healthz", { schema }, async (_, reply) => {
    const body = await health();
    return reply.code(body.status === "ok" ? 200 : 503).send(body);
  });
  app.get("/metrics", { schema: { hide: true, response: { 200: z.string() } } }, async (request, reply) => {
    if (!isLocal(request)) throw new Refusal("not-found", sentences.notFound);
    reply.header("content-type", metrics.registry.contentType).serializer((text: string) => text);
    return metrics.registry.metrics();
  });
}

/** Asked on this machine, not through a proxy on it. */
function isLocal(request: FastifyRequest): boolean {
  const address = request.socket.remoteAddress ?? "";
  const isLoopback = address === "::1" || /^(::ffff:)?127\./.test(address);
  return (
    isIP(address) !== 0 && isLoopback && !request.headers["x-forwarded-for"] && !request.headers.forwarded
  );
}

/** One line a request: what and how long. No address, no query, no person. */
function observe(app: FastifyInstance, metrics: Metrics): void {
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "(none)";
    const { method } = request;
    metrics.observeRequest({ method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1_000);
    request.log.info(
      { method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      "request",
    );
  });
}
