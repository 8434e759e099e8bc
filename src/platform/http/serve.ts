import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "../refusal.ts";
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
  await http.listen({ host, port }).catch((error) => {
    throw cannotListen(host, port, error);
  });
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

/** A port that is taken, or an address that is not this machine's, is for a person to mend. */
function cannotListen(host: string, port: number, error: NodeJS.ErrnoException): Error {
  if (error.syscall !== "listen" && error.syscall !== "getaddrinfo") return error;
  if (error.code === "EADDRINUSE") {
    return new Refusal("conflict", {
      zh: `端口 ${port} 已被其他程序占用。请停止该程序，或用 PORT 另指定一个端口。`,
      en: `Port ${port} is in use by another program. Stop that one, or name another port in PORT.`,
    });
  }
  if (error.code === "EACCES") {
    return new Refusal("invalid", {
      zh: `没有权限使用端口 ${port}。请用 PORT 指定 1024 以上的端口。`,
      en: `The permission to use port ${port} is missing. Name a port above 1023 in PORT.`,
    });
  }
  return new Refusal("invalid", {
    zh: `无法在 ${host}:${port} 上监听（${error.code}）。HOST 必须是本机的地址。`,
    en: `Cannot listen on ${host}:${port} (${error.code}). HOST must be an address of this machine.`,
  });
}
