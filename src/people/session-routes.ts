import { z } from "zod";
import { type Http, Refusal } from "../platform/index.ts";
import { acceptInvitation, acceptInvitationInput } from "./accept-invitation.ts";
import { accountSchema } from "./account.ts";
import { authPath } from "./auth.ts";
import { breachOfIndependence } from "./independence.ts";
import type { PeopleParts } from "./parts.ts";
import { getAccount, hasAccounts } from "./queries.ts";
import { revokeSession } from "./sessions.ts";
import { setUp, setUpInput } from "./set-up.ts";
import { enter, refusalOf, signIn, signInWithTotp } from "./sign-in.ts";
import { headersOf, passCookies } from "./visitors.ts";

const tags = ["sign-in"];
const stateAnswer = z.object({ state: z.enum(["signed-in", "totp-needed"]) });
const password = z.string().max(1_000);
/** Of the authenticator, or a backup code. */
const code = z.string().regex(/^(\d{6}|[A-Za-z0-9]{5}-[A-Za-z0-9]{5})$/);

/** What is open to everybody: to come in, and to ask whether one is in. */
export function addSessionRoutes(http: Http, parts: PeopleParts): void {
  const { visitors, limits, settings } = parts;

  const session = z.object({
    needsSetUp: z.boolean(),
    me: accountSchema.nullable(),
    /** Whether I run the system and audit it at once. */
    breachOfIndependence: z.boolean(),
    providers: z.array(z.object({ id: z.string(), name: z.string() })),
  });
  const readSession = { tags, summary: "Who is signed in, if anybody", response: { 200: session } };
  http.get("/api/session", { schema: readSession }, async (request) => {
    const { db, actor } = await visitors.contextOf(request);
    const me = actor.kind === "person" ? await getAccount(db, actor.id) : null;
    return {
      needsSetUp: me === null && !(await hasAccounts(db)),
      me,
      breachOfIndependence: me !== null && (await breachOfIndependence(db)).includes(me.id),
      providers: settings.oidc.map(({ id, name }) => ({ id, name })),
    };
  });

  const body = z.object({ email: z.string().max(254), password });
  http.post(
    "/api/sign-in",
    { schema: { tags, summary: "Sign in by password", body, response: { 200: stateAnswer } } },
    async (request, reply) => ({ state: await signIn(parts, request.body, request, reply) }),
  );
  http.post(
    "/api/sign-in/totp",
    {
      schema: { tags, summary: "The second step", body: z.object({ code }), response: { 200: stateAnswer } },
    },
    async (request, reply) => ({ state: await signInWithTotp(parts, request.body, request, reply) }),
  );

  http.post(
    "/api/sign-out",
    { schema: { tags, summary: "Sign out", response: { 204: z.null() } } },
    async (request, reply) => {
      const id = await visitors.sessionIdOf(request);
      if (id !== undefined) await revokeSession(await visitors.contextOf(request), { id });
      passCookies(
        await parts.auth.api.signOut({ headers: headersOf(request), asResponse: true }),
        request,
        reply,
      );
      return reply.code(204).send(null);
    },
  );

  const administrator = z.object({ administrator: z.string(), leadAuditor: z.string() });
  http.post(
    "/api/set-up",
    { schema: { tags, summary: "The first accounts", body: setUpInput, response: { 201: administrator } } },
    async (request, reply) => {
      limits.address.take(request.ip);
      return reply.code(201).send(await setUp(parts.anonymousContext(), request.body));
    },
  );
  const accepted = z.object({ email: z.string() });
  http.post(
    "/api/invitations/accept",
    {
      schema: {
        tags,
        summary: "Choose a password",
        body: acceptInvitationInput,
        response: { 200: accepted },
      },
    },
    async (request) => {
      limits.address.take(request.ip);
      const { email } = await acceptInvitation(parts.anonymousContext(), request.body);
      return { email };
    },
  );
  addOidcRoutes(http, parts);
}

/** Of better-auth's addresses the way back from a provider of the configuration file, and no other. */
function addOidcRoutes(http: Http, parts: PeopleParts): void {
  const { oidcAuth, settings, limits } = parts;
  const isKnown = (id: string) => settings.oidc.some((provider) => provider.id === id);
  const noProvider = { zh: "没有这个登录方式。", en: "There is no such way to sign in." };

  const providerSilent = {
    zh: "公司登录服务没有响应，请稍后再试或用密码登录。",
    en: "The company's sign-in service does not answer. Try again later, or use your password.",
  };
  const body = z.object({ provider: z.string() });
  const response = { 200: z.object({ url: z.string() }) };
  http.post(
    "/api/sign-in/oidc",
    { schema: { tags, summary: "Where to go to sign in by OIDC", body, response } },
    async (request, reply) => {
      const { provider } = request.body;
      limits.address.take(request.ip);
      if (!isKnown(provider)) throw new Refusal("not-found", noProvider);
      const auth = await oidcAuth();
      const answer = await auth.api.signInSocial({
        body: { provider, callbackURL: "/", errorCallbackURL: "/sign-in", disableRedirect: true },
        headers: headersOf(request),
        asResponse: true,
      });
      if (!answer.ok) throw refusalOf(answer, providerSilent);
      const { url } = (await answer.clone().json()) as { url: string };
      passCookies(answer, request, reply);
      return { url };
    },
  );

  http.get(
    `${authPath}/callback/:provider`,
    { schema: { hide: true, params: z.object({ provider: z.string() }) } },
    async (request, reply) => {
      if (!isKnown(request.params.provider)) throw new Refusal("not-found", noProvider);
      const url = new URL(request.url, settings.publicUrl);
      const auth = await oidcAuth();
      const answer = await auth.handler(new Request(url, { headers: headersOf(request) }));
      const token = sessionTokenOf(answer);
      if (token !== undefined) await enter(parts, token);
      passCookies(answer, request, reply);
      const to = answer.headers.get("location") ?? "/sign-in";
      return reply.redirect(to, 302);
    },
  );
}

function sessionTokenOf(answer: Response): string | undefined {
  for (const cookie of answer.headers.getSetCookie()) {
    const [, value] = /^(?:__Secure-)?plumbline\.session_token=([^;]+)/.exec(cookie) ?? [];
    // Value and signature, apart by a point.
    if (value !== undefined) return decodeURIComponent(value).split(".")[0];
  }
  return undefined;
}
