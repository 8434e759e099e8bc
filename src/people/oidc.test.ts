import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../platform/index.ts";
import { peopleSettings } from "./settings.ts";
import { type Browser, openTestHttp, type TestHttp } from "./test-http.ts";
import { type Claims, type OidcProvider, openOidcProvider } from "./test-oidc-provider.ts";

let house: TestHttp;
let company: OidcProvider;
beforeAll(async () => {
  company = await openOidcProvider("plumbline");
  const { discoveryUrl } = company;
  const provider = {
    id: "company",
    name: "公司统一登录",
    discoveryUrl,
    clientId: "plumbline",
    clientSecret: "s",
  };
  house = await openTestHttp(
    peopleSettings.parse({ publicUrl: "http://plumbline.example", oidc: [provider] }),
  );
});
afterAll(async () => {
  await house?.close();
  company?.close();
});

async function comeBack(browser: Browser, claims: Claims, forged = {}) {
  const { body } = await browser.send("POST", "/api/sign-in/oidc", { provider: "company" });
  return browser.send("GET", company.signIn(body.url, claims, forged));
}

const claimsOf = (id: string): Claims => ({
  sub: `sub-${id}`,
  email: `${id}@example.com`,
  email_verified: true,
  name: "From the provider",
});

describe("signing in by OIDC", () => {
  test("a provider that does not answer is a refusal in words, and is asked again the next time", async () => {
    company.isDown = true;
    const { status, body } = await house.browser().send("POST", "/api/sign-in/oidc", { provider: "company" });
    expect([status, body.message]).toEqual([403, expect.stringContaining("does not answer")]);
    company.isDown = false;
    const again = await house.browser().send("POST", "/api/sign-in/oidc", { provider: "company" });
    expect(again.status).toBe(200);
  });

  test("the sign-in page learns the providers of the configuration file", async () => {
    const { body } = await house.browser().send("GET", "/api/session");
    expect(body.providers).toEqual([{ id: "company", name: "公司统一登录" }]);
  });

  test("opens the account with the address that the provider vouches for, and tells it", async () => {
    const id = await house.add(["auditor"]);
    const browser = house.browser();
    await house.told();
    const answer = await comeBack(browser, claimsOf(id));
    expect([answer.status, answer.headers.location]).toEqual([302, "/"]);
    const { body } = await browser.send("GET", "/api/me");
    // The name and the roles are ours, not the provider's.
    expect(body).toMatchObject({ id, roles: ["auditor"], name: `Person ${id}` });
    expect(await house.told()).toEqual(["session.opened"]);
  });

  test.each([
    ["somebody who has no account", (id: string) => ({ ...claimsOf(id), email: "stranger@example.com" }), {}],
    [
      "an address that the provider has not verified",
      (id: string) => ({ ...claimsOf(id), email_verified: false }),
      {},
    ],
    ["an ID token that answers another question", claimsOf, { nonce: "another" }],
    ["an ID token for another client", claimsOf, { aud: "another" }],
    ["an ID token that is too old", claimsOf, { exp: 1_000_000 }],
  ])("does not open anything for %s", async (_, claims, forged) => {
    const id = await house.add([]);
    const browser = house.browser();
    const answer = await comeBack(browser, claims(id), forged);
    expect(answer.status).toBe(302);
    expect(String(answer.headers.location)).toContain("/sign-in");
    expect((await browser.send("GET", "/api/me")).status).toBe(403);
    const users = await house.database.reader.selectFrom("auth_user").select("email").execute();
    expect(users.map(({ email }) => email)).not.toContain("stranger@example.com");
  });

  test("does not open a disabled account", async () => {
    const id = await house.add([]);
    const { writer } = house.database;
    await writer.updateTable("account").set({ disabled_at: new Date() }).where("id", "=", id).execute();
    const browser = house.browser();
    await comeBack(browser, claimsOf(id));
    expect((await browser.send("GET", "/api/me")).status).toBe(403);
    const sessions = await house.database.reader
      .selectFrom("auth_session")
      .select("id")
      .where("user_id", "=", id)
      .execute();
    expect(sessions).toEqual([]);
  });

  test("the way back is of no use in another browser than the one that set out", async () => {
    const id = await house.add([]);
    const { body } = await house.browser().send("POST", "/api/sign-in/oidc", { provider: "company" });
    const victim = house.browser();
    await victim.send("GET", company.signIn(body.url, claimsOf(id)));
    expect((await victim.send("GET", "/api/me")).status).toBe(403);
  });

  test("a provider that is not in the configuration file is not there", async () => {
    const browser = house.browser();
    expect((await browser.send("POST", "/api/sign-in/oidc", { provider: "google" })).status).toBe(404);
    expect((await browser.send("GET", "/api/auth/callback/google?code=x&state=y")).status).toBe(404);
  });
});

describe("the part people: of the configuration file", () => {
  const provider = {
    id: "a",
    name: "A",
    discoveryUrl: "https://id.example/.well-known/openid-configuration",
    clientId: "c",
    clientSecret: "s",
  };

  test("may be left out", () => {
    expect(readConfig({}, { people: peopleSettings }).sections.people).toEqual({ oidc: [] });
  });

  test.each([
    ["OIDC without the address to come back to", { oidc: [provider] }, "publicUrl"],
    ["a name used twice", { publicUrl: "https://x.example", oidc: [provider, provider] }, "twice"],
    ["a misspelt key", { publicUrl: "https://x.example", oidc: [{ ...provider, secret: "s" }] }, "secret"],
  ])("%s is refused", (_, given, told) => {
    const parsed = peopleSettings.safeParse(given);
    expect(parsed.success).toBe(false);
    expect(parsed.error?.message).toContain(told);
  });
});
