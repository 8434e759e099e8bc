import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import S3rver from "s3rver";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openLogSource } from "../checking/log-source.ts";
import { verifyLog } from "../checking/verify-log.ts";
import { signCheckpoint } from "../checkpoint/checkpoint.ts";
import { openCheckpoint } from "../checkpoint/open-checkpoint.ts";
import { openTallies, readTallies } from "../errands/tally.ts";
import { generateSignerKey, noteSigner, parseSignerKey, verifierOf } from "../note/signer.ts";
import { formatVerifierKey } from "../note/verifier.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { openTestLedger } from "../sealing/sealing-fixture.ts";
import { parseAuthorization, signatureOf } from "../testing/signature-v4.ts";
import { type LogFiles, numberedEntries, publishLog, readerOf, testKey } from "../testing/test-log.ts";
import { tilePath } from "../tiles/tile.ts";
import { copyLog } from "./copy-log.ts";
import { startMirrors } from "./mirror.ts";
import type { MirrorPlace } from "./mirror-place.ts";
import { s3Place } from "./s3-place.ts";

const key = formatVerifierKey(verifierOf(testKey));
const policy = parsePolicy(Buffer.from(`log ${key}\nquorum none\n`));
const log = verifierOf(testKey);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plumbline-mirror-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Copies the log as it stands in these files; `signal` may end it at any point. */
function copy(files: LogFiles, place: MirrorPlace, signal = new AbortController().signal): Promise<void> {
  const note = files.get("checkpoint") ?? Buffer.alloc(0);
  const { checkpoint } = openCheckpoint(note, { logs: [log] });
  return copyLog({
    readTile: readerOf(files),
    published: { checkpoint, note },
    verifierKeys: [key],
    place,
    signal,
  });
}

class Interrupted extends Error {}

/** Keeps files in memory, and is cut off after so many of them, in the middle of a batch too. */
function memoryPlace(files: LogFiles): MirrorPlace & { left: number; written: string[] } {
  const place = {
    name: "memory",
    left: Number.POSITIVE_INFINITY,
    written: [] as string[],
    read: async (path: string) => files.get(path),
    async write(batch: readonly { readonly path: string; readonly bytes: Uint8Array }[]) {
      for (const { path, bytes } of batch) {
        if (place.left-- <= 0) throw new Interrupted();
        files.set(path, bytes);
        place.written.push(path);
      }
    },
  };
  return place;
}

const sizeIn = async (files: LogFiles) =>
  files.has("checkpoint")
    ? (await verifyLog({ read: async (path) => files.get(path) }, { policy })).checkpoint.size
    : 0;

describe("a mirror", () => {
  test("that is interrupted at random points is a whole log at every moment, and comes to its end", async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.infiniteStream(fc.nat({ max: 12 })), async (growth, cuts) => {
        const mirror: LogFiles = new Map();
        const place = memoryPlace(mirror);
        const entries = numberedEntries(growth.reduce((sum, one) => sum + one, 0));
        let size = 0;
        for (const [i, more] of growth.entries()) {
          size += more;
          const files = publishLog(entries.slice(0, size), growth.slice(0, i + 1));
          for (let isWhole = false; !isWhole; ) {
            const before = await sizeIn(mirror);
            place.left = cuts.next().value;
            const error = await copy(files, place).catch((one: unknown) => one);
            if (error !== undefined && !(error instanceof Interrupted)) throw error;
            isWhole = error === undefined;
            expect([before, size]).toContain(await sizeIn(mirror));
            // Nothing else may help it on: a few interruptions, then it is left in peace.
            if (cuts.next().value < 4) place.left = Number.POSITIVE_INFINITY;
            if (!isWhole && place.left === Number.POSITIVE_INFINITY) {
              await copy(files, place);
              isWhole = true;
            }
          }
          expect(await sizeIn(mirror)).toBe(size);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("is copied to its checkpoint last, and each file of it once", async () => {
    const files = publishLog(numberedEntries(700), [300, 700]);
    const place = memoryPlace(new Map());
    await copy(publishLog(numberedEntries(300)), place);
    await copy(files, place);
    expect(place.written.at(-1)).toBe("checkpoint");
    const tiles = place.written.filter((path) => path !== "checkpoint");
    expect(new Set(tiles).size).toBe(tiles.length);
    const before = place.written.length;
    await copy(files, place);
    expect(place.written).toHaveLength(before);
  });

  test("of a long log goes on where it was interrupted", async () => {
    const files = publishLog(numberedEntries(20_000));
    const place = memoryPlace(new Map());
    place.left = 120;
    await expect(copy(files, place)).rejects.toThrow(Interrupted);
    place.left = Number.POSITIVE_INFINITY;
    await copy(files, place);
    const repeated = place.written.filter(
      (path, i) => place.written.indexOf(path) !== i && path !== "copying",
    );
    // What was under way when it was cut off is written again: one stretch of 16 bundles and tiles at most.
    expect(repeated.length).toBeLessThanOrEqual(32);
    expect(await sizeIn(new Map(await filesOf(place, files)))).toBe(20_000);
  });

  const filesOf = (place: MirrorPlace, files: LogFiles) =>
    Promise.all(
      [...files.keys()].map(async (path) => [path, (await place.read(path)) ?? Buffer.alloc(0)] as const),
    );

  test("does not get what the entries do not give", async () => {
    const files = publishLog(numberedEntries(600));
    const path = tilePath({ level: "entries", index: 1, width: 256 });
    const bundle = Buffer.from(files.get(path) ?? []);
    bundle[20] = (bundle[20] ?? 0) ^ 1;
    files.set(path, bundle);
    const mirror: LogFiles = new Map();
    await expect(copy(files, memoryPlace(mirror))).rejects.toThrow(/damaged or were changed/);
    expect(mirror.size).toBe(0);
    files.delete(path);
    await expect(copy(files, memoryPlace(mirror))).rejects.toThrow(/damaged or were changed/);
  });

  test("that holds another log, another history or more than there is, is left as it is", async () => {
    const mirror = publishLog(numberedEntries(300));
    const place = memoryPlace(mirror);
    await expect(copy(publishLog(numberedEntries(200)), place)).rejects.toThrow(/rolled back/);
    const others = numberedEntries(400).with(7, Buffer.from("another"));
    await expect(copy(publishLog(others), place)).rejects.toThrow(/another history/);
    await expect(copy(publishLog(others.slice(0, 300)), place)).rejects.toThrow(/another history/);
    const stranger = parseSignerKey(generateSignerKey("other.example/log"));
    const root = Buffer.alloc(32);
    mirror.set(
      "checkpoint",
      signCheckpoint({ origin: stranger.name, size: 1, root }, [noteSigner(stranger)]),
    );
    await expect(copy(publishLog(numberedEntries(400)), place)).rejects.toThrow(/another log/);
    mirror.set("checkpoint", Buffer.from("<html>"));
    await expect(copy(publishLog(numberedEntries(400)), place)).rejects.toThrow(/another log/);
    expect(place.written).toEqual([]);
  });
});

describe("a mirror in a folder", () => {
  test("follows the house's log, tells how far it is, and others may read it", async () => {
    const house = await openTestLedger();
    try {
      const ledger = await house.open();
      const place = join(folder, "mirror");
      const tallies = openTallies(house.database, house.log);
      const settings = { folder: place, everySeconds: 0.05 };
      const [mirror] = startMirrors({ ledger, tallies, log: house.log, settings, retryAfter: 20 });
      if (!mirror) throw new Error("no mirror");
      try {
        for (const count of [3, 300]) {
          await house.tell(count);
          const { size } = (await ledger.sealedUpTo((await house.events.state()).size - 1)).checkpoint;
          while (mirror.view().lag > 0 || mirror.view().size < size) await sleep(20);
          const logs = parsePolicy(Buffer.from(`log ${ledger.verifierKeys[0]}\nquorum none\n`));
          const verified = await verifyLog(openLogSource(place), { policy: logs });
          expect(verified.checkpoint.size).toBe(size);
        }
        expect(mirror.view()).toMatchObject({ place, problem: undefined, isOverdue: false });
        expect(statSync(join(place, "checkpoint")).mode & 0o777).toBe(0o644);
        expect(readdirSync(place).sort()).toEqual(["checkpoint", "tile"]);
        // Its disk is gone: that is shown and counted, and the log goes on.
        rmSync(place, { recursive: true });
        writeFileSync(place, "");
        await house.tell(1);
        while (!mirror.view().problem) await sleep(20);
        expect(mirror.view().lag).toBeGreaterThan(0);
        while ((await readTallies(house.database.reader))["mirror-failed"].count === 0) await sleep(20);
        rmSync(place);
        while (mirror.view().problem || mirror.view().lag > 0) await sleep(20);
      } finally {
        await mirror.stop();
      }
    } finally {
      await house.close();
    }
  });
});

describe("a mirror in an S3 store", () => {
  let server: S3rver;
  let gate: Server;
  let endpoint: string;
  let home: string;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), "plumbline-s3-test-"));
    const at = { port: 0, address: "127.0.0.1", silent: true, directory: home };
    server = new S3rver({ ...at, configureBuckets: [{ name: "plumbline" }] });
    gate = openGate(`http://127.0.0.1:${(await server.run()).port}`);
    await new Promise<void>((done) => gate.listen(0, "127.0.0.1", done));
    endpoint = `http://127.0.0.1:${(gate.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    gate.closeAllConnections();
    await new Promise((done) => gate.close(done));
    await server.close();
    rmSync(home, { recursive: true, force: true });
  });

  /** Checks each signature, which the store behind it only asks for. */
  function openGate(store: string): Server {
    return createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { method = "", url: path = "" } = request;
      const headers = request.headers as Record<string, string>;
      const body = Buffer.concat(chunks);
      const { signature } = parseAuthorization(headers.authorization ?? "");
      if (signatureOf({ method, path, headers, body }, "S3RVER") !== signature) {
        return response.writeHead(403).end("<Error><Code>SignatureDoesNotMatch</Code></Error>");
      }
      const { host: _, connection: __, "content-length": ___, ...passed } = headers;
      const answer = await fetch(`${store}${path}`, {
        method,
        headers: passed,
        ...(method === "PUT" ? { body } : {}),
      });
      return response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
    });
  }

  test("is asked with signatures as Amazon's own example has them", () => {
    const authorization =
      "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41";
    const headers = {
      authorization,
      host: "examplebucket.s3.amazonaws.com",
      range: "bytes=0-9",
      "x-amz-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "x-amz-date": "20130524T000000Z",
    };
    const request = { method: "GET", path: "/test.txt", headers, body: Buffer.alloc(0) };
    expect(signatureOf(request, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")).toBe(
      parseAuthorization(authorization).signature,
    );
  });

  function settingsWith(secret: string) {
    const credentialsFile = join(folder, "credentials");
    const lines = `[default]\naws_access_key_id = S3RVER\naws_secret_access_key = ${secret}\n`;
    writeFileSync(credentialsFile, lines, { mode: 0o600 });
    return { endpoint, bucket: "plumbline", region: "us-east-1", credentialsFile, style: "path" as const };
  }

  test("is a whole log below its prefix, also after it was cut off", async () => {
    const place = s3Place({ ...settingsWith("S3RVER"), prefix: "auditors/log" }, "2");
    expect(place.name).toBe(`${endpoint}/plumbline/auditors/log/2`);
    await copy(publishLog(numberedEntries(300)), place);
    const files = publishLog(numberedEntries(1_200), [300, 1_200]);
    const cut = new AbortController();
    const cutting = {
      ...place,
      write: (...[batch]: Parameters<typeof place.write>) => {
        cut.abort();
        return place.write(batch, cut.signal);
      },
    };
    await expect(copy(files, cutting)).rejects.toThrow(/timeout/);
    const read = { read: place.read };
    expect((await verifyLog(read, { policy })).checkpoint.size).toBe(300);
    await copy(files, place);
    expect((await verifyLog(read, { policy })).checkpoint.size).toBe(1_200);
  });

  test("is refused with a sentence where key, bucket or server are wrong", async () => {
    const files = publishLog(numberedEntries(3));
    const good = settingsWith("S3RVER");
    await expect(copy(files, s3Place({ ...good, bucket: "missing" }, ""))).rejects.toThrow(/NoSuchBucket/);
    const nowhere = { ...good, endpoint: "http://127.0.0.1:9" };
    await expect(copy(files, s3Place(nowhere, ""))).rejects.toThrow(/did not do as asked/);
    const wrong = s3Place({ ...settingsWith("WRONG"), prefix: "wrong" }, "");
    await expect(copy(files, wrong)).rejects.toThrow(/SignatureDoesNotMatch/);
    writeFileSync(good.credentialsFile, "nothing");
    await expect(copy(files, s3Place(good, ""))).rejects.toThrow(/aws_access_key_id/);
  });

  test("names the bucket in the host's name where the store wants it so", () => {
    const settings = {
      ...settingsWith("S3RVER"),
      endpoint: "https://s3.example.com",
      style: "host" as const,
    };
    expect(s3Place({ ...settings, prefix: "log" }, "").name).toBe("https://plumbline.s3.example.com/log");
    expect(s3Place(settings, "").name).toBe("https://plumbline.s3.example.com");
  });
});
