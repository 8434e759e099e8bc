import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Ledger,
  openDisk,
  openTileFolder,
  openWitnesses,
  parsePolicy,
  parseSignerKey,
} from "../../src/ledger/index.ts";
import { COSIGNATURE } from "../../src/ledger/note/key-id.ts";
import { generateSignerKey, verifierOf } from "../../src/ledger/note/signer.ts";
import { formatVerifierKey } from "../../src/ledger/note/verifier.ts";
import { createLogger } from "../../src/platform/index.ts";
import type { Result } from "../result.ts";
import { act, type BenchHouse, contextOf, openBenchHouse } from "./bench-house.ts";
import { quantile } from "./statistics.ts";

const aSecond = 200;
const steadyFor = 10; // seconds
const alone = 10;
const patience = 1_000; // milliseconds, the default

/** From the moment a commit is acknowledged until a published checkpoint covers its entry. */
export async function benchPublication(): Promise<Result[]> {
  const house = await openBenchHouse();
  const hanging = await openHangingServer();
  try {
    const ledger = await house.open();
    const calm = [
      ...(await measure(house, ledger, { what: `${aSecond} commits/s`, load: steadily })),
      ...(await measure(house, ledger, { what: "a commit at rest", load: oneByOne })),
    ];
    const [log = ""] = ledger.verifierKeys;
    await ledger.close();
    const watched = await house.open({ witnesses: witnessedBy(house, log, hanging.port) });
    const what = `${aSecond} commits/s, a witness hangs`;
    return [...calm, ...(await measure(house, watched, { what, load: steadily }))];
  } finally {
    await house.close();
    hanging.close();
  }
}

/** Takes connections and never answers: the worst way for a witness to be down. */
async function openHangingServer() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket.on("error", () => undefined)));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function witnessedBy({ data }: BenchHouse, log: string, port: number) {
  const key = parseSignerKey(generateSignerKey("witness.example/w", COSIGNATURE));
  const witness = `witness w ${formatVerifierKey(verifierOf(key))} http://127.0.0.1:${port}`;
  const policy = parsePolicy(Buffer.from(`log ${log}\n${witness}\nquorum w\n`));
  const readTile = openTileFolder(join(data, "ledger"), openDisk()).read;
  return openWitnesses({ policy, readTile, log: createLogger({ level: "silent" }), patience }).ask;
}

/** Commits in its own rhythm. */
type Load = (commit: () => Promise<void>) => Promise<void>;

const steadily: Load = async (commit) => {
  const started = performance.now();
  const commits: Promise<void>[] = [];
  for (let i = 0; i < aSecond * steadyFor; i++) {
    const due = started + (i * 1_000) / aSecond;
    await sleep(Math.max(0, due - performance.now()));
    commits.push(commit());
  }
  await Promise.all(commits);
};

const oneByOne: Load = async (commit) => {
  for (let i = 0; i < alone; i++) {
    await sleep(1_000);
    await commit();
  }
};

let numbers = 0;

async function measure(
  house: BenchHouse,
  ledger: Ledger,
  { what, load }: { readonly what: string; readonly load: Load },
): Promise<Result[]> {
  const published: { readonly size: number; readonly at: number }[] = [];
  const stop = ledger.onPublished(({ checkpoint: { size } }) =>
    published.push({ size, at: performance.now() }),
  );
  const { size: from } = await house.events.state();
  const acknowledged = new Map<string, number>();
  await load(async () => {
    const number = numbers++;
    await act(contextOf(house.sealed), number);
    acknowledged.set(`thing:${number}`, performance.now());
  });
  await house.events.settled();
  const { size } = await house.events.state();
  await ledger.sealedUpTo(size - 1);
  stop();
  const entries = await house.events.readEntries(from, size - from);
  const times = entries.map(({ index, subject }) => {
    const cover = published.find((checkpoint) => checkpoint.size > index);
    // A checkpoint may be out before the commit's answer has come back.
    return Math.max(0, (cover?.at ?? 0) - (acknowledged.get(subject) ?? 0));
  });
  const note = `${times.length} commits, ${published.length} checkpoints`;
  return [
    { what: `${what}: until published, p50`, value: quantile(times, 0.5), unit: "ms", note },
    {
      what: `${what}: until published, p99`,
      value: quantile(times, 0.99),
      unit: "ms",
      limit: { most: 1_500 },
    },
  ];
}
