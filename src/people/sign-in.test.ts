import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSetUp } from "./open-set-up.ts";
import { type Browser, goodPassword, openTestHttp, type TestHttp } from "./test-http.ts";
import { system } from "./test-people.ts";

let house: TestHttp;
beforeAll(async () => {
  house = await openTestHttp();
});
afterAll(async () => house?.close());

/** RFC 6238 with the authenticator's usual SHA-1, 30 s, 6 digits. */
function totp(uri: string, at = Date.now()): string {
  const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  const bits = [...secret].map((c) => base32.indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac("sha1", key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** The code after this one, which the server takes as well: the present one was spent by enabling. */
const nextTotp = (uri: string) => totp(uri, Date.now() + 30_000);

describe("set-up, while nobody has an account", () => {
  test("works once with the token that was printed last, and makes one person both, shown and logged", async () => {
    const browser = house.browser();
    expect((await browser.send("GET", "/api/session")).body).toMatchObject({ needsSetUp: true, me: null });
    const context = house.contexts.contextFor(system);
    const older = (await openSetUp(context)) ?? "";
    const token = (await openSetUp(context)) ?? "";
    const administrator = { name: "王伟", email: "Wei@Example.com", password: goodPassword };

    const wrong = await browser.send("POST", "/api/set-up", { token: older, administrator });
    expect(wrong.status).toBe(403);
    const weak = { ...administrator, password: "password1234" };
    expect((await browser.send("POST", "/api/set-up", { token, administrator: weak })).status).toBe(422);
    expect((await browser.send("POST", "/api/set-up", { token, administrator })).status).toBe(201);
    expect((await browser.send("POST", "/api/set-up", { token, administrator })).status).toBe(403);
    expect(await openSetUp(context)).toBeUndefined();

    const email = "wei@example.com";
    expect((await browser.send("POST", "/api/sign-in", { email, password: goodPassword })).status).toBe(200);
    const { body } = await browser.send("GET", "/api/session");
    expect(body).toMatchObject({ needsSetUp: false, breachOfIndependence: true });
    expect(body.me).toMatchObject({ name: "王伟", roles: ["administrator", "lead-auditor"] });
    expect(await house.told()).toEqual([
      "set-up.opened",
      "set-up.opened",
      "set-up.completed",
      "account.created",
      "role.granted",
      "role.granted",
      "independence.breached",
      "session.opened",
    ]);
  });
});

describe("signing in", () => {
  test("a wrong password and an unknown address get the same answer", async () => {
    const { email } = await house.addWithPassword([]);
    const browser = house.browser();
    const wrong = await browser.send("POST", "/api/sign-in", { email, password: "not the password" });
    const unknown = await browser.send("POST", "/api/sign-in", {
      email: "nobody@example.com",
      password: "not the password",
    });
    expect([wrong.status, wrong.body.message]).toEqual([403, unknown.body.message]);
    expect(unknown.status).toBe(403);
    expect(browser.cookies.size).toBe(0);
  });

  test("the cookie is out of reach of scripts and of other sites, and secure over TLS", async () => {
    const { email } = await house.addWithPassword([]);
    const { headers } = await house
      .browser()
      .send("POST", "/api/sign-in", { email, password: goodPassword }, { "x-forwarded-proto": "https" });
    const [cookie] = [headers["set-cookie"]].flat();
    expect(String(cookie)).toMatch(/HttpOnly/i);
    expect(String(cookie)).toMatch(/SameSite=Lax/i);
    expect(String(cookie)).toMatch(/Secure/);
  });

  test("a password is refused before it is tried once there were too many attempts", async () => {
    const { email } = await house.addWithPassword([]);
    const statuses: number[] = [];
    for (let i = 0; i < 11; i++) {
      // From ever other addresses: the account is what counts.
      const password = i === 10 ? goodPassword : `wrong number ${i}`;
      statuses.push((await house.browser().send("POST", "/api/sign-in", { email, password })).status);
    }
    expect(statuses).toEqual([...Array(10).fill(403), 429]);
  });

  test("a disabled account comes in no more, and its sessions end at once", async () => {
    const administrator = await house.signedIn(["administrator"]);
    const leaving = await house.signedIn(["salesperson"]);
    expect((await leaving.send("GET", "/api/me")).status).toBe(200);
    expect((await administrator.send("POST", `/api/accounts/${leaving.id}/disable`)).status).toBe(200);
    expect((await leaving.send("GET", "/api/me")).status).toBe(403);
    const email = `${leaving.id}@example.com`;
    const again = await house.browser().send("POST", "/api/sign-in", { email, password: goodPassword });
    expect(again.status).toBe(403);
  });

  test("signing out ends the session, not only the cookie", async () => {
    const browser = await house.signedIn([]);
    const kept = new Map(browser.cookies);
    await browser.send("POST", "/api/sign-out");
    expect(browser.cookies.size).toBe(0);
    for (const [name, value] of kept) browser.cookies.set(name, value);
    expect((await browser.send("GET", "/api/me")).status).toBe(403);
  });

  test("a session can be ended from another browser of the same person", async () => {
    const first = await house.signedIn([]);
    const second = house.browser();
    const email = `${first.id}@example.com`;
    await second.send("POST", "/api/sign-in", { email, password: goodPassword });
    const { body } = await second.send("GET", "/api/sessions");
    expect(body).toHaveLength(2);
    const other = body.find(({ isThisOne }: { isThisOne: boolean }) => !isThisOne);
    expect((await second.send("DELETE", `/api/sessions/${other.id}`)).status).toBe(204);
    expect((await first.send("GET", "/api/me")).status).toBe(403);
    expect((await second.send("GET", "/api/me")).status).toBe(200);
  });
});

describe("changing one's own password", () => {
  test("needs the present one, keeps this session and ends the others", async () => {
    const browser = await house.signedIn([]);
    const email = `${browser.id}@example.com`;
    const elsewhere = house.browser();
    await elsewhere.send("POST", "/api/sign-in", { email, password: goodPassword });
    const next = "another good one 42";
    const change = (current: string, to = next) =>
      browser.send("PUT", "/api/me/password", { current, next: to });
    expect((await change("a guess at it")).status).toBe(403);
    expect((await change(goodPassword, "password1234")).status).toBe(422);
    expect((await change(goodPassword)).status).toBe(204);
    expect((await browser.send("GET", "/api/me")).status).toBe(200);
    expect((await elsewhere.send("GET", "/api/me")).status).toBe(403);
    const signIn = (password: string) => house.browser().send("POST", "/api/sign-in", { email, password });
    expect([(await signIn(goodPassword)).status, (await signIn(next)).status]).toEqual([403, 200]);
  });
});

describe("an invitation", () => {
  test("lets the person choose a password, once", async () => {
    const administrator = await house.signedIn(["administrator"]);
    const made = await administrator.send("POST", "/api/accounts", {
      name: "Lin Mei",
      email: "lin@example.com",
    });
    const { token } = made.body;
    const browser = house.browser();
    const accept = (password: string) => browser.send("POST", "/api/invitations/accept", { token, password });
    expect((await accept("linmei-likes-tea")).status).toBe(422);
    expect((await accept(goodPassword)).body).toEqual({ email: "lin@example.com" });
    expect((await accept(goodPassword)).status).toBe(403);
    const signIn = { email: "lin@example.com", password: goodPassword };
    expect((await browser.send("POST", "/api/sign-in", signIn)).status).toBe(200);
  });

  test("a new one replaces the old password and ends the sessions", async () => {
    const administrator = await house.signedIn(["administrator"]);
    const forgetful = await house.signedIn(["finance"]);
    const { token } = (await administrator.send("POST", `/api/accounts/${forgetful.id}/invitation`)).body;
    const password = "another good one 42";
    await house.browser().send("POST", "/api/invitations/accept", { token, password });
    expect((await forgetful.send("GET", "/api/me")).status).toBe(403);
    const email = `${forgetful.id}@example.com`;
    const old = await house.browser().send("POST", "/api/sign-in", { email, password: goodPassword });
    expect(old.status).toBe(403);
    expect((await house.browser().send("POST", "/api/sign-in", { email, password })).status).toBe(200);
  });
});

describe("TOTP", () => {
  async function withTotp(): Promise<{ browser: Browser; email: string; uri: string }> {
    const browser = await house.signedIn([]);
    const offer = await browser.send("POST", "/api/totp/enable", { password: goodPassword });
    const { uri } = offer.body;
    expect((await browser.send("POST", "/api/totp/verify", { code: totp(uri) })).status).toBe(204);
    return { browser, email: `${browser.id}@example.com`, uri };
  }

  test("once it is on, the password alone opens nothing and the code does", async () => {
    const { browser, email, uri } = await withTotp();
    expect((await browser.send("GET", "/api/me")).body).toMatchObject({ hasTotp: true });
    expect(await house.told()).toContain("totp.enabled");

    const other = house.browser();
    const first = await other.send("POST", "/api/sign-in", { email, password: goodPassword });
    expect(first.body).toEqual({ state: "totp-needed" });
    expect((await other.send("GET", "/api/me")).status).toBe(403);
    const wrong = totp(uri) === "000000" ? "000001" : "000000";
    expect((await other.send("POST", "/api/sign-in/totp", { code: wrong })).status).toBe(403);
    const second = await other.send("POST", "/api/sign-in/totp", { code: nextTotp(uri) });
    expect(second.body).toEqual({ state: "signed-in" });
    expect((await other.send("GET", "/api/me")).status).toBe(200);
    expect(await house.told()).toEqual(["session.opened"]);
  });

  test("a code without the password before it opens nothing", async () => {
    const { uri } = await withTotp();
    const answer = await house.browser().send("POST", "/api/sign-in/totp", { code: totp(uri) });
    expect(answer.status).toBe(403);
  });

  test("after ten wrong codes in a row the right one is refused too, whatever browser it comes from", async () => {
    const { email, uri } = await withTotp();
    const wrong = totp(uri).startsWith("0") ? "999999" : "000000";
    for (let challenge = 0; challenge < 2; challenge++) {
      const guesser = house.browser();
      await guesser.send("POST", "/api/sign-in", { email, password: goodPassword });
      for (let i = 0; i < 5; i++) await guesser.send("POST", "/api/sign-in/totp", { code: wrong });
    }
    const owner = house.browser();
    await owner.send("POST", "/api/sign-in", { email, password: goodPassword });
    expect((await owner.send("POST", "/api/sign-in/totp", { code: totp(uri) })).status).toBe(403);
    expect((await owner.send("GET", "/api/me")).status).toBe(403);
  });

  test("a code opens once: who has seen it typed comes too late, and leaves no session behind", async () => {
    const { browser, email, uri } = await withTotp();
    const { id } = (await browser.send("GET", "/api/me")).body;
    const code = nextTotp(uri);
    const enter = async () => {
      const other = house.browser();
      await other.send("POST", "/api/sign-in", { email, password: goodPassword });
      const { status } = await other.send("POST", "/api/sign-in/totp", { code });
      return [status, (await other.send("GET", "/api/me")).status];
    };
    expect(await enter()).toEqual([200, 200]);
    await house.told();
    expect(await enter()).toEqual([403, 403]);
    expect(await house.told()).toEqual([]);
    const { reader } = house.database;
    const sessions = await reader.selectFrom("auth_session").select("id").where("user_id", "=", id).execute();
    expect(sessions).toHaveLength(2); // this one, and the one in which TOTP was enabled
  });

  test("the code that enabled it does not sign in", async () => {
    const browser = await house.signedIn([]);
    const { uri } = (await browser.send("POST", "/api/totp/enable", { password: goodPassword })).body;
    const code = totp(uri);
    expect((await browser.send("POST", "/api/totp/verify", { code })).status).toBe(204);
    const other = house.browser();
    await other.send("POST", "/api/sign-in", { email: `${browser.id}@example.com`, password: goodPassword });
    expect((await other.send("POST", "/api/sign-in/totp", { code })).status).toBe(403);
  });

  test("a backup code opens once", async () => {
    const browser = await house.signedIn([]);
    const email = `${browser.id}@example.com`;
    const { body } = await browser.send("POST", "/api/totp/enable", { password: goodPassword });
    await browser.send("POST", "/api/totp/verify", { code: totp(body.uri) });
    const [code] = body.backupCodes;
    const statuses: number[] = [];
    for (let i = 0; i < 2; i++) {
      const other = house.browser();
      await other.send("POST", "/api/sign-in", { email, password: goodPassword });
      statuses.push((await other.send("POST", "/api/sign-in/totp", { code })).status);
    }
    expect(statuses).toEqual([200, 403]);
  });

  test("taken away by the administrator, the password alone opens again and the old sessions are over", async () => {
    const administrator = await house.signedIn(["administrator"]);
    const { browser, email } = await withTotp();
    const { id } = (await browser.send("GET", "/api/me")).body;
    expect((await administrator.send("DELETE", `/api/accounts/${id}/totp`)).body).toMatchObject({
      hasTotp: false,
    });
    expect((await browser.send("GET", "/api/me")).status).toBe(403);
    const again = await house.browser().send("POST", "/api/sign-in", { email, password: goodPassword });
    expect(again.body).toEqual({ state: "signed-in" });
  });

  test("it is not begun without the password", async () => {
    const browser = await house.signedIn([]);
    expect((await browser.send("POST", "/api/totp/enable", { password: "something else" })).status).toBe(403);
  });
});
