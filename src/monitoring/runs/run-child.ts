import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { z } from "zod";
import {
  type Bilingual,
  type Database,
  Refusal,
  type RefusalCode,
  withTemporaryFolder,
} from "../../platform/index.ts";
import type { Progress } from "./detection-request.ts";

/** What the process tells. */
export type ChildMessage =
  | { readonly type: "progress"; readonly percent: number; readonly words: Bilingual }
  /** It waits for a message before it compares with known alerts. */
  | { readonly type: "staging" }
  | { readonly type: "result"; readonly result: unknown }
  | {
      readonly type: "failed";
      readonly told: string;
      readonly refused?: { readonly code: RefusalCode; readonly problems: readonly Bilingual[] };
    };

export interface ChildOrder<Result> {
  /** The `.child.ts` that does the work. */
  readonly program: URL;
  readonly request: unknown;
  readonly result: z.ZodType<Result>;
  readonly signal: AbortSignal;
  readonly onProgress: Progress;
  /** Settles when nobody else writes alerts any more; asked by programs that write some. */
  readonly beforeStaging?: () => Promise<void>;
}

/**
 * Works in a process of its own. It has ended when this settles, however it does, and its temporary files are gone:
 * they hold copies of records, and a process that is killed takes nothing away itself.
 */
export function runInChild<Result>(
  database: Pick<Database, "address">,
  order: ChildOrder<Result>,
): Promise<Result> {
  order.signal.throwIfAborted();
  return withTemporaryFolder("plumbline-work-", (folder) => runBeside(database, order, folder));
}

function runBeside<Result>(
  { address }: Pick<Database, "address">,
  { program, request, result: schema, signal, onProgress, beforeStaging }: ChildOrder<Result>,
  folder: string,
): Promise<Result> {
  signal.throwIfAborted();
  // No flags of ours: a test runner's or a debugger's would reach the child too.
  const child = fork(fileURLToPath(program), [], {
    execArgv: [],
    env: { ...process.env, TMPDIR: folder },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const kill = () => child.kill("SIGKILL");
  signal.addEventListener("abort", kill);
  return new Promise<Result>((resolve, reject) => {
    let outcome: (() => void) | undefined;
    child.on("message", (message: ChildMessage) => {
      if (message.type === "progress") onProgress(message.percent, message.words);
      else if (message.type === "staging") {
        const go = () => child.send({ go: true }, () => undefined);
        (beforeStaging?.() ?? Promise.resolve()).then(go, (error: unknown) => {
          outcome = () => reject(error);
          kill();
        });
      } else if (message.type === "result") {
        const result = schema.parse(message.result);
        outcome = () => resolve(result);
      } else outcome = () => reject(errorOf(message));
    });
    child.on("error", reject);
    child.on("exit", (code, ended) => {
      signal.removeEventListener("abort", kill);
      if (signal.aborted) reject(signal.reason);
      else if (outcome) outcome();
      else reject(new Error(`The process that detects ended without a word (${ended ?? code}).`));
    });
    child.send({ databaseUrl: urlOf(address), request });
  });
}

function errorOf({ told, refused }: Extract<ChildMessage, { type: "failed" }>): Error {
  if (refused) return new Refusal(refused.code, refused.problems);
  return new Error(`Detection failed: ${told}`);
}

/** It goes to the child in a message, not by its arguments: it holds the password. */
function urlOf({ connectionString, host, port, user, password, database }: Database["address"]): string {
  if (connectionString !== undefined) return connectionString;
  const part = (value: unknown) => encodeURIComponent(String(value ?? ""));
  return `postgresql://${part(user)}:${part(password)}@${host}:${port}/${part(database)}`;
}
