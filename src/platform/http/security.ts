import { isIP } from "node:net";
import type { FastifyInstance } from "fastify";
import { Refusal } from "../refusal.ts";
import { sentences } from "./errors.ts";

/** Everything from here and nothing from elsewhere; styles from files, or with the nonce where there is one. */
export function contentPolicy(nonce?: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    nonce === undefined ? "style-src 'self'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

const headers = {
  "content-security-policy": contentPolicy(),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
} as const;

/** Headers on every answer, no writing request from another site, and with `publicUrl` none under a foreign name. */
export function secure(app: FastifyInstance, publicUrl?: string): void {
  const ownName = publicUrl && new URL(publicUrl).hostname;
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(headers);
    reply.header("x-request-id", request.id);
    if (request.protocol === "https") reply.header("strict-transport-security", "max-age=31536000");
    if (ownName !== undefined && !isOurName(request.hostname, ownName)) {
      throw new Refusal("forbidden", sentences.foreignName);
    }
    if (!isFromHere(request.method, request.headers, `${request.protocol}://${request.host}`)) {
      throw new Refusal("forbidden", sentences.otherSite);
    }
  });
  // What a person may see is not kept by caches on the way, unless a route says so.
  app.addHook("onSend", async (_, reply) => {
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  });
}

/**
 * A page elsewhere can make its own name lead to our address and then reads our answers as its own. What is called by
 * a bare address or by this machine's own name cannot be such a page.
 */
function isOurName(given: string, ownName: string): boolean {
  const name = given.replace(/^\[|\]$/g, "").toLowerCase();
  return name === ownName || name === "localhost" || isIP(name) !== 0;
}

/**
 * Cookies travel with requests that other sites cause. Browsers tell where a request comes from by
 * Sec-Fetch-Site, older ones by Origin; programs send neither, and no cookies by themselves.
 */
function isFromHere(
  method: string,
  given: Readonly<Record<string, string | string[] | undefined>>,
  here: string,
): boolean {
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") return true;
  const site = given["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  const { origin } = given;
  if (typeof origin !== "string") return true;
  return URL.canParse(origin) && URL.canParse(here) && new URL(origin).host === new URL(here).host;
}
