import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "../telemetry/logger.ts";
import type { Http } from "./create-http.ts";

export interface ServeOptions {
  readonly http: Http;
  readonly host: string;
  readonly port: number;
  readonly log: Logger;
  /** What is closed after the last request, in this order: jobs, log, database. */
  readonly closeAfter: readonly { close(): Promise<void> }[];
}

export interface Serving {
  readonly url: string;
  /** Finishes the requests under way, then closes everything. The same as SIGTERM, without ending the process. */
  close(): Promise<void>;
}

const grace = 10_000; // milliseconds for requests under way

/** Listens until SIGTERM or SIGINT; a second signal does not wait. */
export async function serve({ http, host, port, log, closeAfter }: ServeOptions): Promise<Serving> {
  await http.listen({ host, port });
  const address = http.server.address() as AddressInfo;
  const shown = address.family === "IPv6" ? `[${address.address}]` : address.address;

  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= (async () => {
      const requests = http.close();
      const late = sleep(grace, undefined, { ref: false }).then(() => http.server.closeAllConnections());
      await Promise.race([requests, late]);
      await requests;
      for (const part of closeAfter) {
        await part.close().catch((error) => log.error({ err: error }, "a part did not close"));
      }
    })();
    return closing;
  };
  let asked = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (asked) process.exit(1);
    asked = true;
    log.info({ signal }, "closing");
    void close().then(() => process.exit(0));
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
  return {
    url: `http://${shown}:${address.port}`,
    async close() {
      process.off("SIGTERM", onSignal);
      process.off("SIGINT", onSignal);
      await close();
    },
  };
}
