import type { Registry } from "prom-client";

export interface Metrics {
  readonly registry: Registry;
  /** Seconds a request took, by route pattern: never by address, which may name a person. */
  observeRequest(labels: { method: string; route: string; status: string }, seconds: number): void;
  /** A figure that is read when the metrics are. */
  gauge(name: string, help: string, read: () => Promise<number> | number): void;
  /** Several figures of one kind, told apart by one label. */
  gauges(
    name: string,
    help: string,
    label: string,
    read: () => Promise<Readonly<Record<string, number>>> | Readonly<Record<string, number>>,
  ): void;
}

export async function createMetrics(): Promise<Metrics> {
  // Loaded here, so that commands which measure nothing do not wait for it.
  const { collectDefaultMetrics, Gauge, Histogram, Registry } = await import("prom-client");
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "plumbline_http_request_seconds",
    help: "Duration of requests by method, route pattern and status.",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15, 60],
    registers: [registry],
  });
  return {
    registry,
    observeRequest: (labels, seconds) => requests.observe(labels, seconds),
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers: [registry],
        async collect() {
          // A figure that cannot be read is absent; the others are still given.
          await Promise.resolve()
            .then(read)
            .then((value) => this.set(value))
            .catch(() => this.reset());
        },
      });
    },
    gauges(name, help, label, read) {
      new Gauge({
        name,
        help,
        labelNames: [label],
        registers: [registry],
        async collect() {
          this.reset();
          const values = await Promise.resolve()
            .then(read)
            .catch(() => ({}));
          for (const [one, value] of Object.entries(values)) this.set({ [label]: one }, value);
        },
      });
    },
  };
}
