import {
  type Bilingual,
  canonicalJson,
  type LogEntry,
  type Opening,
  opens,
  Refusal,
} from "../../platform/index.ts";
import type { EventItem, RowItem } from "../evidence/form.ts";
import type { EvidenceOpening } from "../evidence/opening.ts";
import type { SealedLeaves } from "./sealed-leaves.ts";

/** One thing to be proved, and where its proof is found. A room drafts its own rows and events. */
export type DraftItem = DraftRow | EventItem;

export interface DraftRow extends RowItem {
  /** Left out of the file. */
  readonly tree: { readonly leaves: SealedLeaves; readonly id: bigint };
}

/** A sealed row as a table holds it. */
export interface SealedRow {
  readonly id: bigint;
  readonly leaf: string;
  /** 32 bytes each: of the common commitment, then of the personal ones in the order of their names. */
  readonly salts: Uint8Array;
  /** Absent where it was erased. */
  readonly common: unknown;
  /** By the names in the leaf; those that were erased are absent. */
  readonly personal: Readonly<Record<string, unknown>>;
  /** Commitments, by their names in the leaf, that acts of erasing have taken: nothing opens them any more. */
  readonly lost: readonly string[];
  /** In the words that stand in the refusal where the row does not fit its leaf. */
  readonly called: Bilingual;
}

/** Which personal fields are disclosed, by their names in the leaf. */
export type Choice = (name: string) => boolean;

/**
 * The row as an item: everything that is not personal, and of the rest what is chosen. What has no value any more was
 * erased. A value that does not fit its commitment was changed behind our back: that is told, and nothing is proved.
 */
export function draftRow(
  row: SealedRow,
  {
    entry,
    leaves,
    choice,
  }: { readonly entry: bigint; readonly leaves: SealedLeaves; readonly choice: Choice },
): DraftRow {
  const { common: digest, personal: digests } = JSON.parse(row.leaf) as {
    readonly common: string;
    readonly personal: Readonly<Record<string, string>>;
  };
  const names = Object.keys(digests).sort();
  const saltAt = (i: number) => row.salts.subarray(32 * i, 32 * (i + 1));
  const erased: string[] = [];
  const openingOf = (name: string, given: unknown, salt: Uint8Array, committed: string) => {
    const isLost = row.lost.includes(name.replace(/^personal\./, ""));
    if (given === undefined || salt.length !== 32 || isLost) {
      erased.push(name);
      return undefined;
    }
    const opening = { salt: Buffer.from(salt), value: canonicalJson(given) };
    if (!opens(committed, opening)) throw changed(row.called);
    return asText(opening);
  };
  const common = openingOf("common", row.common, saltAt(0), digest);
  const personal = names.flatMap((name, i) => {
    const opening = openingOf(`personal.${name}`, row.personal[name], saltAt(i + 1), digests[name] ?? "");
    return opening && choice(name) ? [[name, opening] as const] : [];
  });
  return {
    item: "row",
    entry: String(entry),
    leaf: row.leaf,
    ...(common ? { common } : {}),
    ...(personal.length > 0 ? { personal: Object.fromEntries(personal) } : {}),
    ...(erased.length > 0 ? { erased } : {}),
    tree: { leaves, id: row.id },
  };
}

/** An event as an item, with whichever of its sides are to be disclosed. What nothing opens any more was erased. */
export function draftEvent(
  entry: Pick<LogEntry, "index" | "before" | "after">,
  openings: { readonly before?: Opening; readonly after?: Opening },
  choice: Choice = () => true,
): EventItem {
  const sides = (["before", "after"] as const).filter((side) => entry[side] !== undefined);
  const erased = sides.filter((side) => !openings[side]);
  const opened = sides.flatMap((side) => {
    const opening = openings[side];
    return opening && choice(side) ? [[side, asText(opening)] as const] : [];
  });
  return {
    item: "event",
    entry: String(entry.index),
    ...Object.fromEntries(opened),
    ...(erased.length > 0 ? { erased } : {}),
  };
}

function asText({ salt, value }: Opening): EvidenceOpening {
  return { salt: salt.toString("hex"), value };
}

const changed = (called: Bilingual) =>
  new Refusal("conflict", {
    zh: `${called.zh}与封存时不同：有人在系统之外改动过数据库，无法为它出具证据。`,
    en: `${called.en} differs from what was sealed: the database was changed from outside, and nothing can be proved of it.`,
  });
