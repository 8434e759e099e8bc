import type { ContextMaker } from "../../src/platform/index.ts";
import type { Result } from "../result.ts";
import { act, type BenchHouse, contextOf, note, openBenchHouse, type Work } from "./bench-house.ts";
import { median, perSecond } from "./statistics.ts";

const clients = 32;
const windowFor = 2_000; // milliseconds

/**
 * Commits a second through `context.commit`, by 32 clients in one process, while the log is numbered, sealed and
 * published, against the same calls whose event goes nowhere. Windows of both alternate; the ratio is the median of
 * the pairs. Everything is published before the next window begins, and what that takes longer is no part of a window.
 */
export async function benchSealedCommits(): Promise<Result[]> {
  const house = await openBenchHouse();
  try {
    const ledger = await house.open();
    const settle = async () => {
      await house.events.settled();
      await ledger.sealedUpTo((await house.events.state()).size - 1);
    };
    return [
      ...(await pairs(house, settle, act, { what: "read, change, add a row", runs: 7 })),
      ...(await pairs(house, settle, note, { what: "add one row", runs: 4 })),
    ];
  } finally {
    await house.close();
  }
}

async function pairs(
  house: BenchHouse,
  settle: () => Promise<void>,
  work: Work,
  { what, runs }: { readonly what: string; readonly runs: number },
): Promise<Result[]> {
  const rates = { bare: [] as number[], sealed: [] as number[] };
  for (let run = 0; run <= runs; run++) {
    const bare = await rate(house.bare, work);
    const sealed = await rate(house.sealed, work);
    await settle();
    // The first pair opens connections and warms the code.
    if (run === 0) continue;
    rates.bare.push(bare);
    rates.sealed.push(sealed);
  }
  const ratios = rates.sealed.map((sealed, i) => sealed / (rates.bare[i] ?? 0));
  return [
    {
      what: `32 clients, ${what}: sealed ÷ unsealed`,
      value: median(ratios),
      unit: "×",
      limit: { least: 0.8 },
      note: `${perSecond(median(rates.sealed))} of ${perSecond(median(rates.bare))}`,
    },
  ];
}

let numbers = 0;

async function rate(contexts: ContextMaker, work: Work): Promise<number> {
  const started = performance.now();
  let done = 0;
  const client = async () => {
    while (performance.now() - started < windowFor) {
      await work(contextOf(contexts), numbers++);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return done / ((performance.now() - started) / 1_000);
}
