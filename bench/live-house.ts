import { openTestAlerts, type TestAlerts } from "../src/monitoring/alerts/test-alerts.ts";
import { newestBaseline } from "../src/monitoring/runs/stage-baseline.ts";
import { issueKey } from "../src/people/index.ts";
import { createContextMaker, sql } from "../src/platform/index.ts";
import { importFiles } from "../src/records/index.ts";
import { orderLinesFile } from "./order-lines.ts";

/** Size and length by the environment, so that the same rows are run small every time and large once. */
export const sizes = {
  history: Number(process.env.PLUMBLINE_BENCH_HISTORY ?? 60_000),
  seconds: Number(process.env.PLUMBLINE_BENCH_SECONDS ?? 20),
  /** Seconds of observations that come before and are not measured. */
  warmUp: Number(process.env.PLUMBLINE_BENCH_WARM_UP ?? 10),
  /** Observations a second. */
  rate: Number(process.env.PLUMBLINE_BENCH_RATE ?? 1_000),
  /** Questions a second. */
  asks: Number(process.env.PLUMBLINE_BENCH_ASKS ?? 100),
};

/** From which number this run's orders and customers count: a house that was kept has those of runs before. */
export const firstNumber = 1_000 * (Math.floor(Date.now() / 1_000) % 1_000_000_000);

export interface LiveHouse extends TestAlerts {
  readonly telling: string;
  readonly asking: string;
}

/** A house with a history of order lines, a whole run over it, and keys to tell and to ask with. */
export async function openLiveHouse(): Promise<LiveHouse> {
  const house = await openTestAlerts({ observations: true });
  const { database, events } = house;
  const contexts = createContextMaker({ database, sink: events.sink, access: { require: () => undefined } });
  const context = () => contexts.contextFor({ kind: "system", id: "system:bench" });
  if (!(await newestBaseline(database.reader))) {
    const paths = [await orderLinesFile(sizes.history)];
    await importFiles(database, { paths, source: "erp" }, { signal: new AbortController().signal, context });
    await events.settled();
    await house.run();
    await sql`VACUUM ANALYZE record_version`.execute(database.writer);
  }
  const administrator = await house.as(await house.add(["administrator"]));
  const telling = await issueKey(administrator, {
    name: "erp",
    source: "erp",
    scopes: ["observations:write"],
  });
  const asking = await issueKey(administrator, { name: "till", scopes: ["decisions:ask"] });
  return { ...house, telling: telling.secret, asking: asking.secret };
}

/** Spreads whole numbers over 32 bits, so that no two orders come to be the same after a while. */
export function spread(number: number): number {
  let mixed = Math.imul((number % 2 ** 31) ^ Math.floor(number / 2 ** 31), 0x9e37_79b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85eb_ca77);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/** One line of an order, as a program tells of it, at the price that its product has in the history; near an amount. */
export const line = (order: string, number: number, customer: string, seller: string, amount: number) => {
  const drawn = spread(10 * Number(order.replaceAll(/\D/g, "")) + number + order.length);
  const product = drawn % 5_000;
  const price = 100 * (5 + (product % 997) * 1.37) * (0.9 + (Math.floor(drawn / 5_000) % 200) / 1_000);
  const minor = Math.round(price);
  const quantity = Math.max(1, Math.round(amount / minor));
  return {
    kind: "order-line",
    fields: {
      order_id: order,
      line_no: String(number),
      customer_id: customer,
      seller_id: seller,
      product_id: `P${String(product).padStart(4, "0")}`,
      quantity: String(quantity),
      unit_price: (minor / 100).toFixed(2),
      gross: String(minor * quantity),
      currency: "CNY",
      ordered_at: "2025-12-20",
    },
  };
};

export function send(house: LiveHouse, url: string, key: string, body: object) {
  return house.browser().send("POST", url, body, { authorization: `Bearer ${key}` });
}

export const quantile = (ascending: readonly number[], part: number) =>
  ascending[Math.min(ascending.length - 1, Math.floor(part * ascending.length))] ?? 0;
