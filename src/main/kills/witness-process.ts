import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../plumbline.ts", import.meta.url));

/** `./plumbline witness` in a process of its own, with a memory of its own. */
export interface WitnessProcess {
  readonly key: string;
  readonly url: string;
  kill(): Promise<void>;
  /** On the same port, after a kill. */
  start(): Promise<void>;
}

export async function startWitness(folder: string, logs: readonly string[]): Promise<WitnessProcess> {
  const run = [program, "witness"];
  const told = execFileSync(process.execPath, [...run, "init", folder, "--name", "witness.example/w"]);
  const key = /witness\.example\/w\+\S+/.exec(told.toString("utf8"))?.[0] ?? "";
  let port = "0";
  let child: ChildProcess | undefined;
  const start = async () => {
    const args = [...run, "serve", folder, ...logs.flatMap((log) => ["--log", log])];
    const serving = spawn(process.execPath, args, {
      env: { ...process.env, PORT: port },
      stdio: ["ignore", "pipe", "ignore"],
    });
    child = serving;
    const exit = once(serving, "exit").then(() => {
      throw new Error("The witness did not start.");
    });
    const [line] = await Promise.race([once(createInterface({ input: serving.stdout }), "line"), exit]);
    port = /:(\d+)\//.exec(String(line))?.[1] ?? port;
  };
  await start();
  return {
    key,
    url: `http://127.0.0.1:${port}/`,
    start,
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "close");
      child.kill("SIGKILL");
      await ended;
    },
  };
}
