import { schemes } from "../../detection/index.ts";
import type { Bilingual, Reader } from "../../platform/index.ts";
import { knownDetectors } from "../rules/known-detectors.ts";

export function schemeTitle(scheme: string): Bilingual {
  return (schemes as Readonly<Record<string, Bilingual>>)[scheme] ?? { zh: scheme, en: scheme };
}

/** What detectors are called; an alert may be of one that is gone, which is called by its id. */
export async function detectorTitles(db: Reader): Promise<(id: string) => Bilingual> {
  const titles = new Map((await knownDetectors(db)).map(({ id, title }) => [id, title]));
  return (id) => titles.get(id) ?? { zh: id, en: id };
}
