import { z } from "zod";
import type { RoomParts } from "../../../people/index.ts";
import { type Actor, type AnyJob, defineJob } from "../../../platform/index.ts";
import { importFiles } from "../../../records/index.ts";
import { writeDemoFiles } from "./write-files.ts";

/** The source that the demo company's records come from; a house with records of it says that it is a demo. */
export const demoSource = "plumbline-demo";

/** Whoever asks for the company has no part in its records: an administrator may not import. */
const loader: Actor = { kind: "system", id: "system:demo" };

const whileWriting = 10; // percent

/** Writes the demo company and imports it; detection follows the import by itself. */
export function demoJob({
  database,
  contexts,
  data,
}: Pick<RoomParts, "database" | "contexts" | "data">): AnyJob {
  return defineJob({
    name: "main.demo",
    input: z.object({}),
    checkpoint: z.object({}),
    async run({ id, signal, progress }) {
      await progress(2, { zh: "生成演示公司", en: "inventing the demo company" });
      const folder = await writeDemoFiles(data, signal);
      const input = { paths: [folder], root: folder, source: demoSource };
      await importFiles(database, input, {
        id,
        signal,
        context: () => contexts.contextFor(loader),
        progress: (percent, words) => progress(whileWriting + (percent * (100 - whileWriting)) / 100, words),
      });
    },
  });
}
