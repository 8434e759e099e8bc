import { type Detector, loadDetectors, schemes } from "../../detection/index.ts";
import type { Bilingual } from "../../platform/index.ts";

let loaded: Promise<ReadonlyMap<string, Detector>> | undefined;

/** The detectors of this version by their ids; an alert may be of one that is gone. */
export function detectorsById(): Promise<ReadonlyMap<string, Detector>> {
  loaded ??= loadDetectors().then((all) => new Map(all.map((detector) => [detector.id, detector])));
  return loaded;
}

export function schemeTitle(scheme: string): Bilingual {
  return (schemes as Readonly<Record<string, Bilingual>>)[scheme] ?? { zh: scheme, en: scheme };
}

export async function detectorTitle(id: string): Promise<Bilingual> {
  return (await detectorsById()).get(id)?.title ?? { zh: id, en: id };
}
