import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../plumbline.ts", import.meta.url));

/** A server in a process of its own, as a person starts it. */
export interface Victim {
  readonly url: string;
  /** Lines of its log that tell of requests which failed through a fault of its own. */
  readonly faults: readonly string[];
  /** SIGKILL: nothing is closed, finished or said. */
  kill(): Promise<void>;
}

/** `undefined` where it was killed before it was ready; `within` milliseconds. */
export async function startVictim(
  environment: Readonly<Record<string, string>>,
  within = Number.POSITIVE_INFINITY,
): Promise<Victim | undefined> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program, "serve"], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let told = "";
  const faults: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    told = `${told}${line}\n`.slice(-4_000);
    if (line.includes("a request failed")) faults.push(line);
  });
  const closed = once(child, "close");
  const kill = async () => {
    child.kill("SIGKILL");
    await closed;
  };
  const early = Number.isFinite(within) ? setTimeout(() => void kill(), within) : undefined;
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([once(lines, "line"), closed.then(() => [undefined])]);
  clearTimeout(early);
  const url = /http:\S+/.exec(String(line))?.[0];
  if (url !== undefined) return { url, faults, kill };
  if (child.signalCode === "SIGKILL") return undefined;
  throw new Error(`The server did not start by itself.\n${told}`);
}

/** The embedded PostgreSQL too, as when the machine loses its power. */
export function killDatabase(data: string): void {
  const [pid] = readFileSync(join(data, "postgres", "cluster", "postmaster.pid"), "utf8").split("\n");
  process.kill(Number(pid), "SIGKILL");
}

/** Speaks to a server that may die at any moment: `undefined` where it gave no answer, or not the whole of it. */
export class Caller {
  url = "";
  cookie = "";

  async send(
    method: string,
    path: string,
    body?: object | FormData,
  ): Promise<{ status: number; body: unknown } | undefined> {
    const isForm = body instanceof FormData;
    try {
      const answer = await fetch(`${this.url}${path}`, {
        method,
        headers: {
          cookie: this.cookie,
          ...(body && !isForm ? { "content-type": "application/json" } : {}),
        },
        ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
      });
      const text = await answer.text();
      const cookies = answer.headers.getSetCookie().map((one) => one.split(";")[0]);
      if (cookies.length > 0) this.cookie = cookies.join("; ");
      return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
    } catch {
      return undefined;
    }
  }
}
