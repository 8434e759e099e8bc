import { setTimeout as sleep } from "node:timers/promises";
import { firstNumber, line, openLiveHouse, quantile, send, sizes } from "./live-house.ts";
import type { Result } from "./result.ts";

/** Questions at a rate, each about a customer of the history: how long until each is answered. */
export async function benchDecisions(): Promise<Result[]> {
  const house = await openLiveHouse();
  try {
    const ask = (n: number) => {
      // Others than the run before asked about, and none twice: the database's own buffers do not hold their pages yet.
      const customer = `C${String(((firstNumber + n) * 7_919) % 50_000).padStart(6, "0")}`;
      return send(house, "/api/decisions", house.asking, [
        line(`Q${n}`, 1, customer, "E0001", 4_900_000 + n),
      ]);
    };
    const first = performance.now();
    await ask(0);
    const begun = performance.now();
    let before = 1;
    for (; performance.now() - begun < 1_000 * sizes.warmUp; before++) {
      await sleep(Math.max(0, begun + (1_000 * before) / sizes.asks - performance.now()));
      await ask(before);
    }
    const times: number[] = [];
    let refused = 0;
    const under: Promise<void>[] = [];
    const started = performance.now();
    for (let n = 0; performance.now() - started < 1_000 * sizes.seconds; n++) {
      await sleep(Math.max(0, started + (1_000 * n) / sizes.asks - performance.now()));
      const from = performance.now();
      under.push(
        ask(before + n).then(({ status }) => {
          if (status === 200) times.push(performance.now() - from);
          else refused++;
        }),
      );
    }
    await Promise.all(under);
    const lasted = (performance.now() - started) / 1_000;
    times.sort((a, b) => a - b);
    const of = `${sizes.history.toLocaleString("en")} lines of history`;
    return [
      {
        what: `decisions: answered, ${of}`,
        value: times.length / lasted,
        unit: "1/s",
        limit: { least: 0.95 * sizes.asks },
        note: `${refused} refused`,
      },
      { what: "decisions: the first after a start", value: begun - first, unit: "ms" },
      { what: "decisions: median", value: quantile(times, 0.5), unit: "ms" },
      { what: "decisions: p99", value: quantile(times, 0.99), unit: "ms", limit: { most: 100 } },
    ];
  } finally {
    await house.close();
  }
}
