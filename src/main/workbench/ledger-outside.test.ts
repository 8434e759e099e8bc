import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { deployAnchor, openLogSource, parsePolicy, verifyLog, verifyTimestamp } from "../../ledger/index.ts";
import { hasOpenssl, openTestAuthority, type TestAuthority } from "../../ledger/testing/test-authority.ts";
import { hasAnvil, openTestChain, richKeys, type TestChain } from "../../ledger/testing/test-chain.ts";
import { CliDesk } from "../cli-fixture.ts";
import { overdueOf } from "../system/ledger-health.ts";
import { makeTestPlace, type TestPlace } from "./test-workbench.ts";

/** What is looked at of the answers; their whole shape stands in the routes. */
interface View {
  readonly stamps: { readonly count: number; readonly authorities: readonly unknown[] };
  readonly anchors: {
    readonly count: number;
    readonly last: { readonly id: string; readonly contract: string };
  };
  readonly mirrors: readonly { readonly size: number }[];
  readonly failedOpen: number;
}
interface Stamps {
  readonly rows: readonly { readonly id: string; readonly stampedAt: string }[];
}

describe.skipIf(!hasOpenssl() || !hasAnvil())(
  "a house that is vouched for outside (skipped without openssl or anvil)",
  () => {
    let place: TestPlace;
    let desk: CliDesk;
    let authority: TestAuthority;
    let chain: TestChain;
    let config: string;

    beforeAll(async () => {
      authority = await openTestAuthority();
      chain = await openTestChain();
    });
    afterAll(async () => {
      await authority.close();
      await chain.stop();
    });
    beforeEach(async () => {
      place = await makeTestPlace();
      desk = new CliDesk();
      const keyFile = join(desk.folder, "key");
      writeFileSync(keyFile, richKeys[0], { mode: 0o600 });
      const node = { url: chain.url, chainId: chain.chainId, keyFile };
      const { contract } = await deployAnchor({ ...node, everyMinutes: 1, confirmations: 1 });
      config = join(desk.folder, "config.yaml");
      const ledger = {
        timestamps: { authorities: [{ url: authority.url, caFile: authority.caFile }] },
        anchor: { ...node, contract, confirmations: 1 },
        mirror: { folder: join(desk.folder, "mirror"), everySeconds: 1 },
      };
      writeFileSync(config, JSON.stringify({ ledger }));
    });
    afterEach(async () => {
      await place.remove();
      desk.close();
    });

    async function opened() {
      const bench = await place.open({ PLUMBLINE_CONFIG: config });
      const token = bench.setUpLink?.split("#token=")[1];
      const password = "violet-anchor-7-harbour";
      const person = (name: string) => ({ name, email: `${name}@example.com`, password });
      const send = (path: string, body: object) =>
        fetch(`${bench.url}${path}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        });
      await send("/api/set-up", { token, administrator: person("admin"), leadAuditor: person("lead") });
      const { email } = person("lead");
      const cookie = (await send("/api/sign-in", { email, password })).headers
        .getSetCookie()
        .map((one) => one.split(";")[0])
        .join("; ");
      const ask = (path: string) => fetch(`${bench.url}${path}`, { headers: { cookie } });
      const json = async <T>(path: string) => (await (await ask(path)).json()) as T;
      return { bench, ask, json };
    }

    test("shows, hands out and measures its time stamps, anchors and mirrors, and what is overdue", async () => {
      const { bench, ask, json } = await opened();
      let view = await json<View>("/api/ledger");
      while (view.stamps.count === 0 || view.anchors.count === 0 || view.mirrors[0]?.size === 0) {
        await sleep(100);
        view = await json<View>("/api/ledger");
      }
      expect(view.stamps.authorities).toMatchObject([
        { url: authority.url, last: { signer: "Test Stamps good" }, problem: null, isOverdue: false },
      ]);
      expect(view.anchors).toMatchObject({
        last: { chainId: 31_337 },
        chain: { chainId: 31_337, problem: null },
      });
      expect(view.failedOpen).toBe(0);
      const [stamp] = (await json<Stamps>("/api/ledger/stamps")).rows;
      if (!stamp) throw new Error("no stamp is listed");
      const token = await ask(`/api/ledger/stamps/${stamp.id}/token`);
      expect(token.headers.get("content-type")).toBe("application/timestamp-reply");
      expect(token.headers.get("content-disposition")).toContain(".tsr");
      const files = ["checkpoint", "token"].map((name) => join(desk.folder, name));
      const bytes = new Uint8Array(await token.arrayBuffer());
      const checkpoint = new Uint8Array(
        await (await ask(`/api/ledger/stamps/${stamp.id}/checkpoint`)).arrayBuffer(),
      );
      writeFileSync(files[0] ?? "", checkpoint);
      writeFileSync(files[1] ?? "", bytes);
      expect(await authority.verify(files[0] ?? "", files[1] ?? "")).toBe("Verification: OK");
      const authorities = readFileSync(authority.caFile, "utf8");
      expect((await verifyTimestamp(bytes, checkpoint, { authorities })).time.toISOString()).toBe(
        stamp.stampedAt,
      );
      const age = await json("/api/ledger/entries/0/age");
      expect(age).toMatchObject({ stamp: { id: stamp.id }, anchor: { id: view.anchors.last.id } });
      expect(await json("/api/ledger/entries/999999/age")).toEqual({ stamp: null, anchor: null });
      expect((await json<Stamps>("/api/ledger/anchors")).rows).toHaveLength(view.anchors.count);
      const policy = parsePolicy(Buffer.from(`log ${bench.parts.ledger?.verifierKeys[0]}\nquorum none\n`));
      await verifyLog(openLogSource(join(desk.folder, "mirror")), { policy });
      const metrics = await (await fetch(`${bench.url}/metrics`)).text();
      expect(metrics).toMatch(/^plumbline_ledger_stamps [1-9]/m);
      expect(metrics).toMatch(/^plumbline_ledger_anchors [1-9]/m);
      expect(metrics).toMatch(/^plumbline_ledger_failed_open 0$/m);
      expect(metrics).toMatch(/^plumbline_ledger_mirror_lag\{place=".*mirror"\} \d+$/m);
      expect(metrics).toMatch(/^plumbline_ledger_errand_overdue\{errand="stamp"\} 0$/m);
      expect(overdueOf(bench.parts.ledger)).toEqual([]);

      const { data } = place;
      const shown = await desk.run(["ledger", "anchor", "show", "1", "--lang", "en"], {
        PLUMBLINE_CONFIG: config,
        PLUMBLINE_DATA: data,
      });
      expect(shown.told).toEqual([]);
      expect(shown.out).toContain(view.anchors.last.contract);
      expect(shown.code).toBe(0);
    });

    test("makes the contract by one command, and tells how it is asked", async () => {
      const environment = { PLUMBLINE_CONFIG: config, PLUMBLINE_DATA: place.data };
      const made = await desk.run(["ledger", "anchor", "deploy"], environment);
      expect(made.out).toMatch(/合约已部署[\s\S]*0x[0-9a-fA-F]{40}\n$/);
      expect((await desk.run(["ledger", "anchor"], environment)).told[0]).toContain("ledger anchor deploy");
      const unset = await desk.run(["ledger", "anchor", "deploy", "--lang", "en"], {
        PLUMBLINE_DATA: place.data,
      });
      expect(unset).toMatchObject({ code: 2, told: [expect.stringContaining("no ledger.anchor")] });
    });
  },
);

test("what fails for too long is a concern, each by its name", () => {
  const failing = {
    nextAt: undefined,
    problem: { zh: "无应答。", en: "No answer." },
    failures: 9,
    isOverdue: true,
  };
  const stop = async () => undefined;
  const place = { host: "node", chainId: 5, contract: "0x", account: "0x" };
  const copy = { place: "/mnt/mirror", size: 0, lag: 3, copiedAt: undefined };
  const fine = { ...failing, problem: undefined, isOverdue: false };
  const overdue = overdueOf({
    stamping: {
      stop,
      views: () => [
        { url: "https://tsa.example/x", ...failing },
        { url: "https://fine.example", ...fine },
      ],
    },
    anchoring: { stop, view: () => ({ ...place, ...failing }) },
    mirrors: [{ stop, view: () => ({ ...copy, ...failing }) }],
  });
  expect(overdue.map(({ what }) => what.en)).toEqual([
    "The ledger's time stamp by tsa.example",
    "The ledger's anchor in chain 5",
    "The ledger's mirror /mnt/mirror",
  ]);
});
