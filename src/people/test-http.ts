import { createHttp, createLogger, createMetrics, type Http } from "../platform/index.ts";
import { makePassword } from "./password.ts";
import type { RoomPolicies } from "./policies.ts";
import { setPassword } from "./queries.ts";
import type { Role } from "./role.ts";
import { addPeopleRoutes } from "./routes.ts";
import { type PeopleSettings, peopleSettings } from "./settings.ts";
import { openTestPeople, type TestPeople } from "./test-people.ts";
import type { Visitors } from "./visitors.ts";

export const goodPassword = "violet-anchor-7-harbour";

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly body: any;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Keeps cookies, as a browser does. */
export interface Browser {
  readonly cookies: Map<string, string>;
  send(method: string, url: string, payload?: object, headers?: Record<string, string>): Promise<Answer>;
}

export interface TestHttp extends TestPeople {
  readonly http: Http;
  browser(): Browser;
  /** An account with a password. */
  addWithPassword(roles: readonly Role[], employeeId?: string): Promise<{ id: string; email: string }>;
  /** A browser in which such an account is signed in. */
  signedIn(roles: readonly Role[], employeeId?: string): Promise<Browser & { readonly id: string }>;
}

type AddRooms = (http: Http, people: TestPeople & { readonly visitors: Visitors }) => Promise<void>;

export async function openTestHttp(
  settings: PeopleSettings = peopleSettings.parse(undefined),
  addRooms: AddRooms = async () => undefined,
  rooms: readonly RoomPolicies[] = [],
): Promise<TestHttp> {
  const people = await openTestPeople(rooms);
  const http = await createHttp({
    log: createLogger({ level: "silent" }),
    metrics: await createMetrics(),
    health: async () => ({ status: "ok", database: "reachable" }),
    version: "0.0.0",
    trustProxy: ["127.0.0.1"],
  });
  const { database, access, contexts } = people;
  const visitors = addPeopleRoutes(http, { database, access, contexts, settings, secret: "s".repeat(43) });
  await addRooms(http, { ...people, visitors });
  await http.ready();
  const hash = await makePassword(goodPassword, { name: "Nobody", email: "nobody@example.com" });
  let browsers = 0;

  const browser = (): Browser => {
    const cookies = new Map<string, string>();
    // Each from an address of its own, or they would use up each other's attempts.
    browsers++;
    const address = `10.0.${Math.floor(browsers / 250)}.${(browsers % 250) + 1}`;
    return {
      cookies,
      async send(method, url, payload, headers = {}) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
        const answer = await http.inject({
          method: method as "GET",
          url,
          headers: { "x-forwarded-for": address, "accept-language": "en", cookie, ...headers },
          ...(payload ? { payload } : {}),
        });
        for (const { name, value, maxAge } of answer.cookies) {
          if (maxAge === 0) cookies.delete(name);
          else cookies.set(name, encodeURIComponent(value));
        }
        const isJson = String(answer.headers["content-type"]).includes("json") && answer.body !== "";
        return {
          status: answer.statusCode,
          body: isJson ? answer.json() : answer.body,
          headers: answer.headers,
        };
      },
    };
  };
  const addWithPassword = async (roles: readonly Role[], employeeId?: string) => {
    const id = await people.add(roles, employeeId);
    await database.writer.transaction().execute((tx) => setPassword(tx, id, hash, new Date()));
    return { id, email: `${id}@example.com` };
  };
  return {
    ...people,
    http,
    browser,
    addWithPassword,
    async signedIn(roles, employeeId) {
      const { id, email } = await addWithPassword(roles, employeeId);
      const own = browser();
      const { status } = await own.send("POST", "/api/sign-in", { email, password: goodPassword });
      if (status !== 200) throw new Error(`Signing in answered ${status}.`);
      return { ...own, id };
    },
    async close() {
      await http.close();
      await people.close();
    },
  };
}
