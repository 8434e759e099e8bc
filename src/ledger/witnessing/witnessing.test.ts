import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLogger } from "../../platform/index.ts";
import { signCheckpoint } from "../checkpoint/checkpoint.ts";
import { openCheckpoint } from "../checkpoint/open-checkpoint.ts";
import { COSIGNATURE } from "../note/key-id.ts";
import { generateSignerKey, noteSigner, parseSignerKey, verifierOf } from "../note/signer.ts";
import { formatVerifierKey } from "../note/verifier.ts";
import { checkPolicy } from "../policy/check-policy.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { numberedEntries, publishLog, readerOf, testKey } from "../testing/test-log.ts";
import { formatAddCheckpoint } from "./add-checkpoint.ts";
import { openWitnesses } from "./ask-witnesses.ts";
import { openWitness, type Witness } from "./witness.ts";

const log = createLogger({ level: "silent" });
const logs = [verifierOf(testKey)];
let folder: string;
const servers: Server[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plumbline-witness-test-"));
});
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  rmSync(folder, { recursive: true, force: true });
});

const witnessKey = (name: string) =>
  parseSignerKey(generateSignerKey(`witness.example/${name}`, COSIGNATURE));

/** A witness behind a port, as in the field. */
async function serve(witness: Witness): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { status, type, body } = await witness.addCheckpoint(Buffer.concat(chunks));
    response.writeHead(status, { "content-type": type }).end(body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

const checkpointOf = (size: number) => {
  const files = publishLog(numberedEntries(size));
  const note = files.get("checkpoint") ?? new Uint8Array(0);
  return { files, note, checkpoint: openCheckpoint(note, { logs }).checkpoint };
};

function policyOf(witnesses: readonly { name: string; key: string; url: string }[], quorum: string) {
  const lines = [
    `log ${formatVerifierKey(verifierOf(testKey))}`,
    ...witnesses.map(({ name, key, url }) => `witness ${name} ${key} ${url}`),
    `group all-of-them all ${witnesses.map(({ name }) => name).join(" ")}`,
    `quorum ${quorum}`,
  ];
  return parsePolicy(Buffer.from(`${lines.join("\n")}\n`));
}

describe("a log and its witnesses", () => {
  test("a growing log is cosigned at each step, also by a witness that was started again", async () => {
    const keys = [witnessKey("a"), witnessKey("b")];
    const open = (i: number, key = keys[i]) => {
      if (!key) throw new Error("no key");
      return openWitness({ folder: join(folder, String(i)), key, logs });
    };
    const named = await Promise.all(
      keys.map(async (key, i) => ({
        name: `w${i}`,
        key: formatVerifierKey(verifierOf(key)),
        url: await serve(open(i)),
      })),
    );
    const policy = policyOf(named, "all-of-them");
    for (const size of [1, 70, 300]) {
      const { files, note, checkpoint } = checkpointOf(size);
      // Asked anew each time, as after a start: it learns the size from the witness.
      const witnesses = openWitnesses({ policy, readTile: readerOf(files), log, patience: 5_000 });
      const asked = await witnesses.ask(checkpoint, note);
      expect(asked.isMet).toBe(true);
      expect(checkPolicy(policy, asked.note).cosigners).toEqual(["w0", "w1"]);
      expect(witnesses.failedOpen()).toBe(0);
    }
    expect(await open(0).seen()).toMatchObject([{ size: 300 }]);
  });

  test("a silent witness does not stop the log: that is counted, and it is left alone for a while", async () => {
    const key = witnessKey("a");
    const dead = witnessKey("dead");
    const policy = policyOf(
      [
        {
          name: "w0",
          key: formatVerifierKey(verifierOf(key)),
          url: await serve(openWitness({ folder, key, logs })),
        },
        { name: "w1", key: formatVerifierKey(verifierOf(dead)), url: "http://127.0.0.1:9" },
      ],
      "all-of-them",
    );
    const { files, note, checkpoint } = checkpointOf(5);
    let told = 0;
    const onFailedOpen = () => {
      told += 1;
    };
    const readTile = readerOf(files);
    const witnesses = openWitnesses({ policy, readTile, log, patience: 3_000, onFailedOpen });
    const asked = await witnesses.ask(checkpoint, note);
    expect(asked.isMet).toBe(false);
    expect(openCheckpoint(asked.note, { logs, witnesses: [verifierOf(key)] }).cosignatures).toHaveLength(1);
    expect(witnesses.failedOpen()).toBe(1);
    expect(told).toBe(1);
    expect(witnesses.views()).toMatchObject([{ size: 5 }, { size: 0, problem: expect.any(String) }]);
    expect(witnesses.views()[1]?.pausedUntil).toBeDefined();
  });

  test("a witness that hangs is waited for once, and again only after it has answered", async () => {
    const key = witnessKey("slow");
    const witness = openWitness({ folder, key, logs });
    let questions = 0;
    const hang = Promise.withResolvers<void>();
    const hanging: Witness = {
      ...witness,
      async addCheckpoint(body) {
        questions += 1;
        await hang.promise;
        return witness.addCheckpoint(body);
      },
    };
    const named = { name: "w0", key: formatVerifierKey(verifierOf(key)), url: await serve(hanging) };
    const policy = policyOf([named], "all-of-them");
    const { files, note, checkpoint } = checkpointOf(5);
    const witnesses = openWitnesses({ policy, readTile: readerOf(files), log, patience: 500 });
    expect((await witnesses.ask(checkpoint, note)).isMet).toBe(false);
    expect(witnesses.views()[0]?.problem).toMatch(/did not answer within 500 ms/);
    for (let i = 0; i < 20; i++) expect((await witnesses.ask(checkpoint, note)).isMet).toBe(false);
    expect(questions).toBe(1);
    expect(witnesses.failedOpen()).toBe(21);
    hang.resolve();
    // Its late answer brings no standing, but the next question is answered in time, beside the publication.
    await expect.poll(() => witnesses.views()[0]?.size).toBe(5);
    await expect.poll(async () => (await witnesses.ask(checkpoint, note)).isMet).toBe(true);
  });
});

describe("a witness", () => {
  const key = witnessKey("w");
  const open = () => openWitness({ folder, key, logs });
  const ask = (witness: Witness, oldSize: number, checkpoint: Uint8Array, proof: Uint8Array[] = []) =>
    witness.addCheckpoint(formatAddCheckpoint({ oldSize, proof, checkpoint }));

  test("answers 409 with its size to whoever believes another, and to a replay", async () => {
    const witness = open();
    expect(await ask(witness, 0, checkpointOf(4).note)).toMatchObject({ status: 200 });
    const stale = { status: 409, type: "text/x.tlog.size", body: "4\n" };
    expect(await ask(witness, 0, checkpointOf(4).note)).toEqual(stale);
    expect(await ask(witness, 3, checkpointOf(9).note)).toEqual(stale);
  });

  test("answers 422 to a fork and to growth without proof, and keeps what it had", async () => {
    const witness = open();
    await ask(witness, 0, checkpointOf(4).note);
    const { checkpoint } = checkpointOf(4);
    const root = checkpoint.root.with(0, (checkpoint.root[0] ?? 0) ^ 1);
    const fork = signCheckpoint({ ...checkpoint, root }, [noteSigner(testKey)]);
    expect(await ask(witness, 4, fork)).toMatchObject({ status: 422 });
    expect(await ask(witness, 4, checkpointOf(9).note)).toMatchObject({ status: 422 });
    expect(await witness.seen()).toMatchObject([{ size: 4 }]);
  });

  test("answers 404 to a log it does not know, 403 to a key it does not trust, 400 to noise", async () => {
    const witness = open();
    const { checkpoint } = checkpointOf(2);
    const other = parseSignerKey(generateSignerKey("other.example/log"));
    const stranger = signCheckpoint({ ...checkpoint, origin: other.name }, [noteSigner(other)]);
    expect(await ask(witness, 0, stranger)).toMatchObject({ status: 404 });
    const thief = parseSignerKey(generateSignerKey(testKey.name));
    expect(await ask(witness, 0, signCheckpoint(checkpoint, [noteSigner(thief)]))).toMatchObject({
      status: 403,
    });
    expect(await witness.addCheckpoint(Buffer.from("noise"))).toMatchObject({ status: 400 });
    expect(await ask(witness, 3, checkpointOf(2).note)).toMatchObject({ status: 400 });
  });

  test("cosigns one of two forks that come at the same time", async () => {
    const witness = open();
    const { checkpoint, note } = checkpointOf(4);
    const root = checkpoint.root.with(5, (checkpoint.root[5] ?? 0) ^ 1);
    const fork = signCheckpoint({ ...checkpoint, root }, [noteSigner(testKey)]);
    const answers = await Promise.all([ask(witness, 0, note), ask(witness, 0, fork)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
