import { setTimeout as sleep } from "node:timers/promises";
import { createLiveEngine } from "../src/monitoring/live/engine.ts";
import { followForLive } from "../src/monitoring/live/queue.ts";
import {
  firstNumber,
  type LiveHouse,
  line,
  openLiveHouse,
  quantile,
  send,
  sizes,
  spread,
} from "./live-house.ts";
import type { Result } from "./result.ts";

const perRequest = 50;

/**
 * Order lines told at a rate, every second two orders among them that are one deal split under the limit: how long from
 * the answer that accepts the second until the alert stands in the list. The sealer of the log does not run here.
 */
export async function benchLive(): Promise<Result[]> {
  const house = await openLiveHouse();
  const engine = createLiveEngine(house.parts);
  try {
    followForLive(house.events);
    engine.start();
    return await measure(house);
  } finally {
    await engine.close();
    await house.close();
  }
}

async function measure(house: LiveHouse): Promise<Result[]> {
  const accepted = new Map<string, number>();
  const waits: number[] = [];
  const memory: number[] = [];
  let told = 0;
  let refused = 0;
  let isOver = false;
  const watching = watch(house, accepted, waits, () => isOver);
  const begun = performance.now();
  const started = begun + 1_000 * sizes.warmUp;
  const under: Promise<void>[] = [];
  for (let n = 0; performance.now() - started < 1_000 * sizes.seconds; n++) {
    const due = begun + (1_000 * perRequest * n) / sizes.rate;
    await sleep(Math.max(0, due - performance.now()));
    const isMeasured = due >= started;
    under.push(
      send(house, "/api/observations", house.telling, someLines(n)).then(({ status }) => {
        if (status !== 200) refused++;
        else if (isMeasured) told += perRequest;
      }),
    );
    if (isMeasured && n % Math.max(1, Math.round(sizes.rate / perRequest)) === 0) {
      memory.push(process.memoryUsage().rss);
      under.push(probe(house, `CP${firstNumber + n}`, accepted));
    }
  }
  await Promise.all(under);
  const lasted = (performance.now() - started) / 1_000;
  const until = performance.now() + 60_000;
  while (accepted.size > 0 && performance.now() < until) await sleep(50);
  isOver = true;
  await watching;
  waits.sort((a, b) => a - b);
  const missed = accepted.size;
  const of = `${sizes.history.toLocaleString("en")} lines of history`;
  const half = memory.length >> 1;
  const most = (part: readonly number[]) => Math.max(...part) / 2 ** 20;
  return [
    {
      what: `live: observations taken, ${of}`,
      value: told / lasted,
      unit: "1/s",
      limit: { least: 0.95 * sizes.rate },
      note: `${refused} refused`,
    },
    { what: "live: accepted → alert, median", value: quantile(waits, 0.5) / 1_000, unit: "s" },
    {
      what: "live: accepted → alert, p99",
      value: quantile(waits, 0.99) / 1_000,
      unit: "s",
      limit: { most: 2 },
      note: `${waits.length} alerts`,
    },
    { what: "live: alerts that did not come within a minute", value: missed, unit: "", limit: { most: 0 } },
    {
      what: "live: memory, second half ÷ first",
      value: most(memory.slice(half)) / most(memory.slice(0, half)),
      unit: "×",
      limit: { most: 1.25 },
      note: `${most(memory).toFixed(0)} MB`,
    },
  ];
}

/** Orders of three lines by anybody to anybody; nothing in them is suspicious on purpose. */
function someLines(n: number) {
  return Array.from({ length: perRequest }, (_, i) => {
    const order = firstNumber + n * perRequest + i - (i % 3);
    const customer = `C${String(spread(order) % 50_000).padStart(6, "0")}`;
    const seller = `E${String(spread(order + 0.5e9) % 2_000).padStart(4, "0")}`;
    return line(`LV${order}`, i, customer, seller, 10_000 + (spread(8 * order + i) % 400_000));
  });
}

async function probe(house: LiveHouse, customer: string, accepted: Map<string, number>): Promise<void> {
  const orders = [
    line(`${customer}-1`, 1, customer, "E0001", 4_700_000),
    line(`${customer}-2`, 1, customer, "E0001", 4_600_000),
  ];
  const { status } = await send(house, "/api/observations", house.telling, orders);
  if (status === 200) accepted.set(customer, performance.now());
}

async function watch(
  { database }: LiveHouse,
  accepted: Map<string, number>,
  waits: number[],
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    await sleep(20);
    if (accepted.size === 0) continue;
    const rows = await database.reader
      .selectFrom("alert")
      .select("customer")
      .distinct()
      .where("customer", "in", [...accepted.keys()])
      .execute();
    for (const { customer } of rows) {
      const from = accepted.get(customer ?? "");
      if (from === undefined) continue;
      waits.push(performance.now() - from);
      accepted.delete(customer ?? "");
    }
  }
}
