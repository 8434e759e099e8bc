// The whole workbench without its pages, as `./plumbline serve` opens it.
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { createLogger } from "../../platform/index.ts";
import { readWorkbenchConfig } from "../workbench/config.ts";
import { openWorkbench } from "../workbench/open-workbench.ts";

createInterface({ input: process.stdin }).once("line", async () => {
  const log = createLogger({ level: "info", destination: process.stderr });
  const { url } = await openWorkbench({ config: readWorkbenchConfig(process.env), log });
  writeSync(1, `${url}\n`);
});
