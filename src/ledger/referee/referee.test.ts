import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLogger } from "../../platform/index.ts";
import { COSIGNATURE } from "../note/key-id.ts";
import { generateSignerKey, parseSignerKey, verifierOf } from "../note/signer.ts";
import { formatVerifierKey, parseVerifierKey } from "../note/verifier.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { openDisk } from "../sealing/disk.ts";
import type { Ledger } from "../sealing/open-ledger.ts";
import { openTestLedger, type TestLedger } from "../sealing/sealing-fixture.ts";
import { openTileFolder } from "../sealing/tile-folder.ts";
import { openWitnesses } from "../witnessing/ask-witnesses.ts";
import { openWitness } from "../witnessing/witness.ts";

/** Debian's packages golang-go and golang-golang-x-mod-dev. */
const go = ["/usr/lib/go/bin/go", "/usr/bin/go", "/usr/local/go/bin/go"].find(existsSync);
const sources = "/usr/share/gocode";
const isHere = go !== undefined && existsSync(join(sources, "src/golang.org/x/mod/sumdb/tlog"));
if (!isHere)
  console.warn("The referee in Go is skipped: golang-go and golang-golang-x-mod-dev are not installed.");

const entries = 100_137;
const proved = [0, 1, 255, 256, 65_535, 65_536, 99_999, entries - 1];

describe.skipIf(!isHere)("a log made by this house, before a referee that nobody here wrote", () => {
  let house: TestLedger;
  let server: Server;
  let folder: string;
  let referee: string;
  let keys: { log: string; witness: string };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "plumbline-referee-"));
    referee = build(folder);
    for (const name of ["older", "proofs"]) mkdirSync(join(folder, name));
    house = await openTestLedger();
    const first = await house.open();
    const [log = ""] = first.verifierKeys;
    await house.tell(1);
    await first.sealedUpTo(0);
    await first.close();
    const signer = parseSignerKey(generateSignerKey("witness.example/w", COSIGNATURE));
    keys = { log, witness: formatVerifierKey(verifierOf(signer)) };
    const witness = openWitness({
      folder: join(folder, "witness"),
      key: signer,
      logs: [parseVerifierKey(log)],
    });
    server = await serve(witness.addCheckpoint);
    const ledger = await openWitnessed(house, keys, addressOf(server));
    await grow(house, ledger, folder);
  }, 900_000);

  afterAll(async () => {
    server?.close();
    await house?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  const judge = (log = join(house.data, "ledger")) =>
    spawnSync(referee, [log, keys.log, keys.witness, join(folder, "older"), join(folder, "proofs")], {
      encoding: "utf8",
    });

  test("is opened, made anew, and every entry of it proved", () => {
    const { stderr, stdout, status } = judge();
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const told = JSON.parse(stdout);
    expect(told).toMatchObject({ entries, proofs: proved.length });
    expect(told.older).toBeGreaterThan(5);
    expect(told.tiles).toBeGreaterThan(390);
  });

  test("is refused once a byte of it is another", () => {
    const copy = join(folder, "copy");
    execFileSync("cp", ["-r", join(house.data, "ledger"), copy]);
    const bundle = join(copy, "tile/entries/x000/200");
    const path = existsSync(bundle) ? bundle : join(copy, "tile/entries/200");
    const bytes = readFileSync(path);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(judge(copy)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("do not lead to the root"),
    });
  });
});

/** GOPATH mode takes the library from where Debian's package puts it; nothing is fetched. */
function build(folder: string): string {
  const program = join(folder, "referee");
  const env = {
    ...process.env,
    GO111MODULE: "off",
    GOFLAGS: "",
    GOPATH: `${folder}/go:${sources}`,
    GOCACHE: `${folder}/cache`,
  };
  execFileSync(go ?? "go", ["build", "-o", program, join(import.meta.dirname, "referee.go")], {
    env,
    stdio: "pipe",
  });
  return program;
}

async function serve(
  answer: (body: Uint8Array) => Promise<{ status: number; type: string; body: string }>,
): Promise<Server> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { status, type, body } = await answer(Buffer.concat(chunks));
    response.writeHead(status, { "content-type": type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

function addressOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`;
}

function openWitnessed(
  house: TestLedger,
  keys: { log: string; witness: string },
  url: string,
): Promise<Ledger> {
  const trust = `log ${keys.log}\nwitness w ${keys.witness} ${url}\nquorum w\n`;
  const { read } = openTileFolder(join(house.data, "ledger"), openDisk());
  const { ask } = openWitnesses({
    policy: parsePolicy(Buffer.from(trust)),
    readTile: read,
    log: createLogger({ level: "silent" }),
    patience: 10_000,
  });
  return house.open({ witnesses: ask });
}

/** Queues many events at once, as one transaction could; sequencer and sealer do the rest as ever. */
async function grow(house: TestLedger, ledger: Ledger, folder: string): Promise<void> {
  let seen = 0;
  const stop = ledger.onPublished(({ checkpoint, note }) => {
    if (seen++ < 40) writeFileSync(join(folder, "older", String(checkpoint.size)), note);
  });
  await sql`
    WITH told AS (SELECT event_id::text AS id, split_part(entry, '"index":"0"', 1) AS a, split_part(entry, '"index":"0"', 2) AS b
      FROM log WHERE index = 0)
    INSERT INTO outbox (event_id, before_index, after_index)
    SELECT made.id, replace(a, told.id, made.id::text) || '"index":"', '"' || replace(b, 'test:0', 'test:' || n)
    FROM told, (SELECT n, gen_random_uuid() AS id FROM generate_series(1, ${entries - 1}::int) AS n) made ORDER BY n`.execute(
    house.database.writer,
  );
  await house.events.settled();
  await ledger.sealedUpTo(entries - 1);
  stop();
  for (const index of proved) {
    writeFileSync(join(folder, "proofs", String(index)), await ledger.prove(index));
  }
  const [one] = await house.events.readEntries(77_777, 1);
  expect(one).toMatchObject({ index: 77_777, type: "test.told", subject: "test:77777" });
}
