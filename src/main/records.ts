import { createLogger, type Language, Refusal } from "../platform/index.ts";
import { countRecords } from "../records/index.ts";
import { readArguments } from "./arguments.ts";
import { readWorkbenchConfig } from "./workbench/config.ts";
import { openBeside } from "./workbench/open-beside.ts";

/** `records count`: a line a kind, `kind versions records`, whether the server runs or not. */
export async function recordsCommand(args: readonly string[], _language: Language): Promise<void> {
  const [verb] = readArguments(args, {}, 1).positionals;
  if (verb !== "count") {
    throw new Refusal("invalid", {
      zh: "用法：./plumbline records count",
      en: "Usage: ./plumbline records count",
    });
  }
  const log = createLogger({ level: "error", destination: process.stderr });
  const beside = await openBeside(readWorkbenchConfig(process.env), log);
  try {
    for (const { kind, versions, records } of await countRecords(beside.database.reader)) {
      process.stdout.write(`${kind} ${versions} ${records}\n`);
    }
  } finally {
    await beside.close();
  }
}
