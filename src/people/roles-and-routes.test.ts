import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { issueKey } from "./issue-key.ts";
import { type Role, roleSchema } from "./role.ts";
import { type Browser, goodPassword, openTestHttp, type TestHttp } from "./test-http.ts";

type Visitor = Role | "nobody" | "no role";

let house: TestHttp;
const browsers = new Map<Visitor, Browser & { readonly id?: string }>();

beforeAll(async () => {
  house = await openTestHttp();
  browsers.set("nobody", house.browser());
  browsers.set("no role", await house.signedIn([]));
  for (const role of roleSchema.options) browsers.set(role, await house.signedIn([role]));
});
afterAll(async () => house?.close());

const audit: readonly Role[] = ["lead-auditor", "auditor"];
const everybody: readonly Visitor[] = ["no role", ...roleSchema.options];
const person = () => ({ name: "Somebody New", email: `${randomUUID()}@example.com` });

interface Case {
  readonly route: string;
  /** What it is done to, where that matters. */
  readonly of?: string;
  readonly allowed: readonly Visitor[];
  readonly status?: number;
  /** What is sent; made anew for each visitor. */
  send?(): Promise<{ readonly url?: string; readonly payload?: object }>;
}

const onto = (roles: readonly Role[], url: (id: string) => string, payload?: object) => async () => ({
  url: url(await house.add(roles)),
  ...(payload ? { payload } : {}),
});

/** Each way to act on an account: once on one outside audit, once on one of audit. */
const onAccounts = (route: string, path: string, payload?: () => object): Case[] =>
  [
    { of: "somebody outside audit", roles: ["salesperson"] as const, allowed: ["administrator"] as const },
    { of: "an auditor", roles: ["auditor"] as const, allowed: ["lead-auditor"] as const },
  ].map(({ of, roles, allowed }) => ({
    route,
    of,
    allowed,
    send: async () => onto(roles, (id) => `/api/accounts/${id}/${path}`, payload?.())(),
  }));

const onRoles = (method: string): Case[] =>
  roleSchema.options.map((role) => ({
    route: `${method} /api/accounts/{id}/roles/{role}`,
    of: role,
    allowed: audit.includes(role) ? ["lead-auditor"] : ["administrator"],
    send: onto(method === "DELETE" ? [role] : [], (id) => `/api/accounts/${id}/roles/${role}`),
  }));

const cases: readonly Case[] = [
  { route: "GET /api/session", allowed: ["nobody", ...everybody] },
  { route: "GET /api/me", allowed: everybody },
  { route: "GET /api/sessions", allowed: everybody },
  { route: "GET /api/policies", allowed: everybody },
  {
    route: "DELETE /api/sessions/{id}",
    of: "a salesperson",
    allowed: ["administrator"],
    status: 204,
    send: async () => ({ url: `/api/sessions/${await sessionOf(["salesperson"])}` }),
  },
  {
    route: "DELETE /api/sessions/{id}",
    of: "an auditor",
    allowed: ["lead-auditor"],
    status: 204,
    send: async () => ({ url: `/api/sessions/${await sessionOf(["auditor"])}` }),
  },
  { route: "GET /api/accounts", allowed: ["administrator", ...audit] },
  { route: "GET /api/independence", allowed: ["administrator", ...audit] },
  {
    route: "POST /api/accounts",
    allowed: ["administrator"],
    status: 201,
    send: async () => ({ payload: person() }),
  },
  {
    route: "POST /api/accounts/import",
    allowed: ["administrator"],
    send: async () => ({ payload: { rows: [person(), person()] } }),
  },
  {
    route: "PUT /api/org-chart",
    allowed: ["administrator"],
    send: async () => ({ payload: { rows: [{ employeeId: "e1" }, { employeeId: "e2", managerId: "e1" }] } }),
  },
  { route: "GET /api/org-chart", allowed: ["administrator", ...audit] },
  { route: "GET /api/keys", allowed: ["administrator", "lead-auditor"] },
  {
    route: "POST /api/keys",
    allowed: ["administrator"],
    status: 201,
    send: async () => ({ payload: { name: "ERP", scopes: ["decisions:ask"] } }),
  },
  {
    route: "POST /api/keys/{id}/revoke",
    allowed: ["administrator"],
    send: async () => {
      const context = await house.as(await house.add(["administrator"]));
      const { key } = await issueKey(context, { name: "ERP", scopes: ["decisions:ask"] });
      return { url: `/api/keys/${key.id}/revoke` };
    },
  },
  ...onAccounts("POST /api/accounts/{id}/disable", "disable"),
  ...onAccounts("POST /api/accounts/{id}/enable", "enable").map((one) => ({ ...one, status: 409 })),
  ...onAccounts("POST /api/accounts/{id}/invitation", "invitation"),
  ...onAccounts("PUT /api/accounts/{id}/employee", "employee", () => ({ employeeId: randomUUID() })),
  ...onAccounts("DELETE /api/accounts/{id}/sessions", "sessions"),
  ...onAccounts("DELETE /api/accounts/{id}/totp", "totp").map((one) => ({ ...one, status: 409 })),
  ...onRoles("PUT"),
  ...onRoles("DELETE"),
];

/** Open to whoever has what they ask for; what they answer is tested in sign-in.test.ts and oidc.test.ts. */
const byWhatOneHas = [
  "POST /api/sign-in",
  "POST /api/sign-in/totp",
  "POST /api/sign-in/oidc",
  "POST /api/sign-out",
  "POST /api/set-up",
  "POST /api/invitations/accept",
  "PUT /api/me/password",
  "POST /api/totp/enable",
  "POST /api/totp/verify",
];

async function sessionOf(roles: readonly Role[]): Promise<string> {
  const { id } = await house.signedIn(roles);
  const { reader } = house.database;
  const session = await reader
    .selectFrom("auth_session")
    .select("id")
    .where("user_id", "=", id)
    .executeTakeFirst();
  return session?.id ?? "none";
}

describe("what each role gets", () => {
  const named = cases.map((one) => [`${one.route}${one.of ? ` (${one.of})` : ""}`, one] as const);
  test.each(named)("%s", async (_, { route, allowed, status = 200, send }) => {
    const [method = "", pattern = ""] = route.split(" ");
    const answers: [Visitor, number][] = [];
    const expected: [Visitor, number][] = [];
    for (const [visitor, browser] of browsers) {
      const { url = pattern, payload } = (await send?.()) ?? {};
      const answer = await browser.send(method, url, payload);
      answers.push([visitor, answer.status]);
      expected.push([visitor, allowed.includes(visitor) ? status : 403]);
      // A refusal holds its sentence and nothing of what was refused.
      if (answer.status === 403)
        expect(Object.keys(answer.body).sort()).toEqual(["code", "message", "request"]);
    }
    expect(answers).toEqual(expected);
  });

  test.each([
    ["PUT", "/api/me/password", { current: goodPassword, next: "another good one 42" }],
    ["POST", "/api/totp/enable", { password: goodPassword }],
    ["POST", "/api/totp/verify", { code: "123456" }],
  ])("%s %s by nobody", async (method, url, payload) => {
    expect((await house.browser().send(method, url, payload)).status).toBe(403);
  });

  test("no route is missing here", () => {
    const { paths = {} } = house.http.swagger() as { paths?: Record<string, Record<string, unknown>> };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const covered = new Set([...cases.map(({ route }) => route), ...byWhatOneHas, "GET /healthz"]);
    expect(routes.filter((route) => !covered.has(route))).toEqual([]);
    expect([...covered].filter((route) => !routes.includes(route))).toEqual([]);
  });

  test("nobody signs themselves up, and no provider can be registered, at any address of the library", async () => {
    const browser = await house.signedIn(["administrator"]);
    const signUp = { name: "Eve", email: "eve@example.com", password: goodPassword };
    const provider = { providerId: "mine", issuer: "https://evil.example", domain: "example.com" };
    const addresses: [string, object][] = [
      ["/api/auth/sign-up/email", signUp],
      ["/api/auth/sso/register", provider],
      ["/api/auth/sso/update-provider", provider],
      ["/api/auth/sign-in/email", { email: signUp.email, password: goodPassword }],
      ["/api/auth/sign-in/social", { provider: "google" }],
      ["/api/auth/update-user", { name: "Eve" }],
      ["/api/auth/change-email", { newEmail: "eve@example.com" }],
      ["/api/auth/change-password", { currentPassword: goodPassword, newPassword: "x" }],
      ["/api/auth/two-factor/disable", { password: goodPassword }],
      ["/api/auth/callback/mine", {}],
    ];
    for (const [url, payload] of addresses) {
      expect([url, (await browser.send("POST", url, payload)).status]).toEqual([url, 404]);
      expect([url, (await browser.send("GET", url)).status]).toEqual([url, 404]);
    }
  });
});
