import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Bilingual, Refusal } from "../platform/index.ts";

/** The families of falsified sales; the ids are the house's own. */
export type Family =
  | "fictitious-sale"
  | "timing"
  | "channel-stuffing"
  | "price-kickback"
  | "splitting"
  | "duplicate"
  | "related-party"
  | "activity"
  | "pipeline"
  | "commission"
  | "document-mismatch"
  | "side-agreement"
  | "misrepresentation"
  | "diversion"
  | "master-data"
  | "feedback";
export type Form = "obvious" | "subtle";
export const forms = ["obvious", "subtle"] as const;

/** At which level naming the culprit is enough; at `documents` a finding must show one of them. */
export type Level = "documents" | "customer" | "seller";

export interface PlantedScheme {
  readonly id: string;
  readonly pattern: string;
  readonly family: Family;
  readonly form: Form;
  readonly level: Level;
  /** Ids as they stand in the files. */
  readonly seller: string;
  readonly customers: readonly string[];
  readonly documents: readonly string[];
  readonly story: Bilingual;
}

export interface Decoy {
  readonly id: string;
  /** The family it is easily taken for. */
  readonly resembles: Family;
  readonly seller: string;
  readonly customers: readonly string[];
  readonly documents: readonly string[];
  readonly story: Bilingual;
}

export interface LeftOut {
  readonly pattern: string;
  readonly form: Form;
  readonly why: Bilingual;
}

export interface Truth {
  readonly seed: number;
  readonly months: number;
  /** Every seller, planted or honest. */
  readonly sellers: readonly string[];
  readonly customers: number;
  readonly orders: number;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly schemes: readonly PlantedScheme[];
  readonly decoys: readonly Decoy[];
  /** Schemes that do not fit a company of this size or span. */
  readonly leftOut: readonly LeftOut[];
}

/** An honest mistake in a file: a mistyped reference, a repeated row, a blank field. */
export interface Slip {
  readonly file: string;
  readonly id: string;
  readonly column: string;
  readonly kind: "mistyped" | "repeated" | "blank";
}

export interface WrittenTruth extends Truth {
  readonly slips: readonly Slip[];
}

export const truthPath = (folder: string): string => join(folder, "truth", "truth.json");

export async function readTruth(folder: string): Promise<WrittenTruth> {
  const path = truthPath(folder);
  const text = await readFile(path, "utf8").catch(() => {
    throw new Refusal("not-found", `${path} is not there; \`plumbline demo\` writes it.`);
  });
  return JSON.parse(text) as WrittenTruth;
}
