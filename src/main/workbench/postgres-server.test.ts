import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLogger } from "../../platform/index.ts";
import { importJob } from "../../records/index.ts";
import { bookedTwice, orders } from "../cli-fixture.ts";
import { readWorkbenchConfig } from "./config.ts";
import { openBeside } from "./open-beside.ts";
import { openWorkbench, type Workbench } from "./open-workbench.ts";
import { findPostgresServer, type PostgresServer, startPostgresServer } from "./test-postgres-server.ts";

const programs = findPostgresServer();
const log = createLogger({ level: "silent" });

describe.skipIf(!programs)(
  "on a PostgreSQL server by DATABASE_URL (skipped where Debian's is absent)",
  () => {
    let server: PostgresServer;
    let home: string;
    let workbench: Workbench;
    let cookie: string;

    const config = (environment: Record<string, string> = {}) =>
      readWorkbenchConfig({
        PORT: "0",
        PLUMBLINE_DATA: join(home, "data"),
        DATABASE_URL: server.url,
        ...environment,
      });
    const send = (path: string, body?: object) =>
      fetch(`${workbench.url}${path}`, {
        ...(body && { method: "POST", body: JSON.stringify(body) }),
        headers: { cookie, "accept-language": "en", ...(body && { "content-type": "application/json" }) },
      });

    beforeAll(async () => {
      server = await startPostgresServer(programs ?? "");
      home = mkdtempSync(join(tmpdir(), "plumbline-by-url-"));
      cookie = "";
      workbench = await openWorkbench({ config: config(), log });
    });
    afterAll(async () => {
      await workbench.close();
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    });

    const lead = { name: "Lin Qing", email: "lin@example.com", password: "violet-anchor-7-harbour" };

    test("its tables are made, and the first people sign in", async () => {
      const token = workbench.setUpLink?.split("#token=")[1];
      const administrator = { ...lead, name: "Root", email: "root@example.com" };
      const leadAuditor = { ...lead, employeeId: "A1" };
      expect((await send("/api/set-up", { token, administrator, leadAuditor })).status).toBe(201);
      const { email, password } = lead;
      const signedIn = await send("/api/sign-in", { email, password });
      expect(signedIn.status).toBe(200);
      cookie = signedIn.headers
        .getSetCookie()
        .map((one) => one.split(";")[0])
        .join("; ");
      expect(await (await send("/api/me")).json()).toMatchObject({ email, roles: ["lead-auditor"] });
    });

    test("files are imported, detection follows, and its alerts are read", { timeout: 180_000 }, async () => {
      writeFileSync(join(home, "orders.csv"), orders("S", 300));
      writeFileSync(join(home, "twice.csv"), bookedTwice.replace(/^/, `${orders("H", 0).trim()}\n`));
      const { jobs, database, events } = workbench.parts;
      const input = { paths: [join(home, "orders.csv"), join(home, "twice.csv")], source: "files" };
      const id = await jobs.start(importJob(database), input, { kind: "system", id: "system:test" });
      expect(await ended(id)).toBe("done");
      await events.settled();
      const [run] = await jobs.list("monitoring.run", 1);
      expect(await ended(run?.id ?? "")).toBe("done");
      await events.settled();
      const { rows } = (await (await send("/api/alerts")).json()) as {
        rows: { id: string; version: number }[];
      };
      expect(rows.length).toBeGreaterThan(0);
      expect((await send(`/api/alerts/${rows[0]?.id}`)).status).toBe(200);
    });

    test("a second server on the same database is refused, and no password is told", async () => {
      const second = openWorkbench({ config: config({ PLUMBLINE_DATA: join(home, "other") }), log });
      await expect(second).rejects.toMatchObject({ code: "conflict" });
      await expect(second).rejects.toThrow(/^DATABASE_URL is in use by another Plumbline server/);
      await expect(second).rejects.not.toThrow(/handed/);
    });

    test("a command works beside the server", async () => {
      const beside = await openBeside(config(), log);
      expect(await beside.database.isServed()).toBe(true);
      await beside.close();
    });

    test.each([
      ["a wrong password", (url: string) => url.replace("handed", "stolen"), /user or the password is wrong/],
      ["another database", (url: string) => url.replace("/sales", "/stock"), /no such database/],
      ["another port", (url: string) => url.replace(/:\d+\//, ":1/"), /nothing answers/],
      [
        "another host",
        (url: string) => url.replace("127.0.0.1", "nowhere.invalid"),
        /no such host|cannot be resolved/,
      ],
    ])("%s is told in a sentence", async (_, change, sentence) => {
      const opening = openBeside(config({ DATABASE_URL: change(server.url) }), log);
      await expect(opening).rejects.toMatchObject({ code: "invalid" });
      await expect(opening).rejects.toThrow(sentence);
    });

    async function ended(id: string): Promise<string | undefined> {
      for (;;) {
        const view = await workbench.parts.jobs.read(id);
        if (view && !["waiting", "running"].includes(view.state)) return view.state;
        await sleep(100);
      }
    }
  },
);
