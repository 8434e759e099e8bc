// What every program does that works apart from the server, so that its requests go on and the work can be ended at
// once. It is told what to do in its first message; when the server is gone, so is it.
import { once } from "node:events";
import { z } from "zod";
import { createLogger, type Database, openDatabase, Refusal } from "../../platform/index.ts";
import type { Progress } from "./detection-request.ts";
import type { ChildMessage } from "./run-child.ts";

const tell = (message: ChildMessage) =>
  new Promise<void>((resolve) => {
    if (process.send) process.send(message, () => resolve());
    else resolve();
  });

/** Waits for the request, does the work over a database of its own, tells what came of it, and ends the process. */
export function workAsChild<Request>(
  schema: z.ZodType<Request>,
  work: (
    database: Database,
    request: Request,
    signal: AbortSignal,
    progress: Progress,
    beforeStaging: () => Promise<void>,
  ) => Promise<unknown>,
): void {
  const order = z.object({ databaseUrl: z.string(), request: schema });
  process.once("disconnect", () => process.exit(1));
  process.once("message", async (message) => {
    try {
      const { databaseUrl, request } = order.parse(message);
      const log = createLogger({ level: "warn" });
      const database = await openDatabase({ data: "", databaseUrl, role: "guest", log });
      const signal = new AbortController().signal;
      const progress: Progress = (percent, words) => void tell({ type: "progress", percent, words });
      const result = await work(database, request, signal, progress, async () => {
        const answered = once(process, "message");
        await tell({ type: "staging" });
        await answered;
      });
      await database.close();
      await tell({ type: "result", result });
      process.exit(0);
    } catch (error) {
      const refused =
        error instanceof Refusal ? { code: error.code, problems: [...error.problems] } : undefined;
      const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
      await tell({ type: "failed", told, ...(refused ? { refused } : {}) });
      process.exit(1);
    }
  });
}
