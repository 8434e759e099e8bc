import { readdir } from "node:fs/promises";
import { Refusal } from "../platform/index.ts";
import type { Detector } from "./define-detector.ts";

/** Every file of `detectors/` is a detector, in the order of their names; there is no list to edit. */
export async function loadDetectors(): Promise<Detector[]> {
  const folder = new URL("./detectors/", import.meta.url);
  const files = (await readdir(folder))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .sort();
  return Promise.all(
    files.map(async (file) => {
      const { default: detector } = (await import(new URL(file, folder).href)) as { default: Detector };
      if (`${detector.id}.ts` !== file)
        throw new Refusal("invalid", `Detector ${detector.id} stands in ${file}.`);
      return detector;
    }),
  );
}
