import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLogger } from "../../platform/index.ts";
import { readWorkbenchConfig } from "../workbench/config.ts";
import { openWorkbench, type Workbench } from "../workbench/open-workbench.ts";
import {
  findPostgresServer,
  type PostgresServer,
  startPostgresServer,
} from "../workbench/test-postgres-server.ts";
import { liveWith, markerForms, recordOf } from "./marker-story.ts";
import { type Person, setUpPeople, until } from "./test-erasure-house.ts";
import { grepBytes } from "./test-grep.ts";

const programs = findPostgresServer();
const temporary = process.env.TMPDIR;

describe.skipIf(!programs)(
  "on somebody else's server (skipped where Debian's PostgreSQL is absent)",
  { timeout: 900_000 },
  () => {
    let server: PostgresServer;
    let home: string;
    let bench: Workbench;
    let people: { readonly administrator: Person; readonly lead: Person };

    beforeAll(async () => {
      server = await startPostgresServer(programs ?? "");
      home = mkdtempSync(join(tmpdir(), "plumbline-erasure-by-url-"));
      process.env.TMPDIR = home;
      const config = readWorkbenchConfig({
        PORT: "0",
        PLUMBLINE_DATA: join(home, "data"),
        DATABASE_URL: server.url,
      });
      bench = await openWorkbench({ config, log: createLogger({ level: "silent" }) });
      people = await setUpPeople(bench);
    }, 240_000);
    afterAll(async () => {
      if (temporary === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = temporary;
      await bench?.close();
      await server?.stop();
      rmSync(home, { recursive: true, force: true });
    });

    test("the tables are clear, what only its administrator can do is said, and once done nothing is found", async () => {
      const { lead, administrator } = people;
      await liveWith(bench, lead, administrator);
      const records = [];
      for (const [kind, key] of [
        ["contact", "K1"],
        ["customer", "C900"],
      ] as const) {
        records.push({ record: (await recordOf(lead, kind, key)).record });
      }
      const preview = await lead.send("POST", "/api/erasures/preview", { records });
      for (const { record, parts } of preview.body.repeats) {
        const matching = parts.filter(({ matches }: { matches: boolean }) => matches);
        records.push({ record, parts: matching.map(({ name }: { name: string }) => name) });
      }
      const { body } = await lead.send("POST", "/api/erasures", { choice: { records } });
      await administrator.send("POST", `/api/erasures/${body.id}/approve`);
      const request = async () => (await administrator.send("GET", "/api/erasures")).body.requests[0];
      const handedOver = await until(request, ({ state }) => ["operator", "done"].includes(state));
      expect(handedOver).toMatchObject({ state: "operator", doneAt: null });
      const told = handedOver.remaining.map(({ en }: { en: string }) => en).join("\n");
      expect(told).toMatch(/as superuser: ALTER SYSTEM SET wal_recycle = off/);
      expect((await lead.send("POST", `/api/erasures/${body.id}/confirm`)).status).toBe(403);

      // What the sentence asks of the administrator of the database.
      const owner = new pg.Client({ ...ownerOf(server), connectionTimeoutMillis: 10_000 });
      await owner.connect();
      await owner.query("ALTER SYSTEM SET wal_recycle = off");
      await owner.query("SELECT pg_reload_conf()");
      for (let i = 0; i < 12; i++) {
        await owner.query("SELECT pg_logical_emit_message(false, 'x', 'x')");
        await owner.query("SELECT pg_switch_wal()");
        await owner.query("CHECKPOINT");
      }
      const { rows } = await owner.query<{ folder: string }>(
        "SELECT current_setting('data_directory') AS folder",
      );
      await owner.query("ALTER SYSTEM RESET wal_recycle");
      await owner.end();
      expect((await administrator.send("POST", `/api/erasures/${body.id}/confirm`)).status).toBe(204);
      expect(await request()).toMatchObject({ state: "done" });
      await bench.close();
      const left = [rows[0]?.folder ?? "", join(home, "data")].flatMap((folder) =>
        grepBytes(folder, markerForms()),
      );
      expect(left.filter((path) => !path.includes("/backups/"))).toEqual([]);
    });
  },
);

function ownerOf({ url }: PostgresServer) {
  const { hostname, port } = new URL(url);
  return {
    host: hostname,
    port: Number(port),
    user: "owner",
    password: "superuser's own",
    database: "sales",
  };
}
