import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyReply } from "fastify";
import { Refusal } from "../refusal.ts";
import type { Http } from "./create-http.ts";
import { sentences } from "./errors.ts";
import { contentPolicy } from "./security.ts";

const year = 365 * 24 * 60 * 60 * 1_000; // milliseconds

/**
 * Serves the built web app of `folder`: its files for ever, since their names hold their hash, and the one
 * page at every other address, where the app itself finds its way. A nonce in the page, new each time,
 * allows the styles that the app adds, and no others.
 */
export async function addWeb(http: Http, folder: string): Promise<void> {
  const { fastifyStatic } = await import("@fastify/static");
  const page = readFileSync(join(folder, "index.html"), "utf8");
  await http.register(fastifyStatic, {
    root: join(folder, "assets"),
    prefix: "/assets/",
    preCompressed: true,
    immutable: true,
    maxAge: year,
    index: false,
    redirect: false,
    decorateReply: false,
    schemaHide: true,
  });
  http.get("/", { schema: { hide: true } }, (_, reply) => sendPage(page, reply));
  http.get("/*", { schema: { hide: true } }, (request, reply) => {
    if (/^\/(api|assets|metrics|healthz)(\/|\?|$)/.test(request.url)) {
      throw new Refusal("not-found", sentences.notFound);
    }
    return sendPage(page, reply);
  });
}

function sendPage(page: string, reply: FastifyReply): FastifyReply {
  const nonce = randomBytes(16).toString("base64");
  return reply
    .header("content-security-policy", contentPolicy(nonce))
    .type("text/html; charset=utf-8")
    .send(page.replaceAll("{{nonce}}", nonce));
}
