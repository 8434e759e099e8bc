import type { FastifyReply, FastifyRequest } from "fastify";
import { type Actor, type Context, type ContextMaker, Refusal } from "../platform/index.ts";
import type { PeopleAccess } from "./access.ts";
import type { Auth } from "./auth.ts";

/** Who stands behind a request. */
export interface Visitors {
  /** The context of whoever is signed in, or of nobody; the same for the whole request. */
  contextOf(request: FastifyRequest): Promise<Context>;
  /** The session that the request's cookie belongs to. */
  sessionIdOf(request: FastifyRequest): Promise<string | undefined>;
}

interface Visit {
  readonly context: Context;
  readonly sessionId?: string;
}

const nobody: Actor = { kind: "anonymous", id: "anonymous" };

export function createVisitors(parts: {
  readonly auth: Auth;
  readonly access: PeopleAccess;
  readonly contexts: ContextMaker;
}): Visitors {
  const { auth, access, contexts } = parts;
  const visits = new WeakMap<FastifyRequest, Promise<Visit>>();

  const look = async (request: FastifyRequest): Promise<Visit> => {
    const key = keyOf(request);
    if (key !== undefined) {
      await access.refresh();
      const now = new Date();
      const program = access.programOf(key, now);
      if (!program) throw new Refusal("forbidden", wrongKey);
      return { context: contexts.contextFor(program, now) };
    }
    const [found] = await Promise.all([
      auth.api.getSession({ headers: headersOf(request) }),
      access.refresh(),
    ]);
    if (!found) return { context: contexts.contextFor(nobody) };
    const actor: Actor = { kind: "person", id: found.user.id };
    // A session outlives its account by an instant at most; such a visitor is nobody.
    if (!access.memberOf(actor)) return { context: contexts.contextFor(nobody) };
    return { context: contexts.contextFor(actor), sessionId: found.session.id };
  };
  const visitOf = (request: FastifyRequest): Promise<Visit> => {
    const visit = visits.get(request) ?? look(request);
    visits.set(request, visit);
    return visit;
  };
  return {
    contextOf: async (request) => (await visitOf(request)).context,
    sessionIdOf: async (request) => (await visitOf(request)).sessionId,
  };
}

/** A program says its key with each request; it has no session, and its requests carry no cookie. */
function keyOf({ headers }: FastifyRequest): string | undefined {
  const [, key] = /^Bearer ([\w-]{20,200})$/.exec(headers.authorization ?? "") ?? [];
  return key;
}

const wrongKey = {
  zh: "接口密钥无效：未知、已吊销或已过期。",
  en: "The API key is not valid: it is unknown, revoked or has expired.",
};

/** What better-auth may know of a request. The address is the one that Fastify believes, not what was sent. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers({ "x-forwarded-for": request.ip });
  for (const name of ["cookie", "user-agent"] as const) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  return headers;
}

/** Hands better-auth's cookies on; over TLS that ends at a proxy they are marked secure too. */
export function passCookies(answer: Response, request: FastifyRequest, reply: FastifyReply): void {
  for (const cookie of answer.headers.getSetCookie()) {
    const isMarked = request.protocol !== "https" || /;\s*secure/i.test(cookie);
    void reply.header("set-cookie", isMarked ? cookie : `${cookie}; Secure`);
  }
}
