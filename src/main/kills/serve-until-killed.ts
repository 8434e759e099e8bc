import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type { HouseToKill } from "./house-to-kill.ts";
import type { Turn } from "./turns.ts";
import { type Acknowledged, importUntilGone, workUntilGone } from "./work-over-http.ts";

/** One life of the whole server, with people at it. */
export async function serveUntilKilled(
  house: HouseToKill,
  program: string,
  { life, isWitnessed }: Turn,
  number: number,
  onReady: () => Promise<void>,
) {
  const environment = {
    PATH: process.env.PATH,
    PLUMBLINE_DATA: house.data,
    PLUMBLINE_KEYS: house.keys,
    PORT: "0",
    ...(isWitnessed ? { PLUMBLINE_CONFIG: house.configFile } : {}),
  };
  const begun = performance.now();
  const child = spawn(process.execPath, [program], { env: environment, stdio: ["pipe", "pipe", "pipe"] });
  const closed = once(child, "close");
  const acknowledged: Acknowledged = { imports: [], steps: new Map(), wrong: [] };
  let told = "";
  createInterface({ input: child.stderr }).on("line", (line) => {
    told = `${told}${line}\n`.slice(-4_000);
    if (line.includes("a request failed")) acknowledged.wrong.push(line);
    if (line.includes("sealing has stopped")) acknowledged.wrong.push(line);
  });
  child.stdin.write("go\n");
  const [url] = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    closed.then(() => [undefined]),
  ]);
  const ready = performance.now() - begun;
  if (typeof url !== "string") acknowledged.wrong.push(`it did not start by itself. ${told}`);
  else {
    house.caller.url = url;
    const first = 100_000 + number * 50;
    const working = Promise.all([
      importUntilGone(house.caller, acknowledged, first),
      workUntilGone(house.caller, acknowledged, first),
    ]);
    const checking = onReady();
    await sleep(life * 2);
    child.kill("SIGKILL");
    await closed;
    await working;
    await checking;
  }
  const { imports: accepted, steps, wrong } = acknowledged;
  return { ready, wrong, promised: { imported: new Set<string>(), steps, accepted } };
}
