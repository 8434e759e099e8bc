// plumbline-evidence/1; docs/evidence-form.md says the same in words.
import { encodeUtf8 } from "../encoding/text.ts";
import { LedgerError } from "../ledger-error.ts";
import { formatCanonical, type Json } from "./canonical.ts";
import type { EvidenceOpening } from "./opening.ts";

export const evidenceForm = "plumbline-evidence/1";

/** What is shown, and the way from it to the checkpoints of a log. */
export interface Evidence {
  readonly content: EvidenceContent;
  /** Entries of the log by their number in the house: those that seal the items, and the one of the packaging. */
  readonly entries: Readonly<Record<string, EvidenceEntry>>;
  /** Of items that are rows: their place in the tree that an entry seals, by the number of the item. */
  readonly trees: Readonly<Record<string, TreePath>>;
  readonly checkpoints: readonly EvidenceCheckpoint[];
  /** Verifier keys that the package itself claims. They prove nothing until their fingerprint is known from elsewhere. */
  readonly keys: readonly string[];
  /** Number of the entry that seals `content`; of a package alone. */
  readonly packaging?: string;
}

/** What the packaging seals as a whole: `SHA-256(canonical JSON of content)` stands in its entry as `content`. */
export interface EvidenceContent {
  readonly items: readonly EvidenceItem[];
  /** These three are of a package alone: only its entry seals them. */
  readonly about?: EvidenceSubject;
  /** What names mean; the house's words. */
  readonly labels?: Readonly<Record<string, KindLabels>>;
  /** The environment of capture and of packaging; the house's statement. */
  readonly statement?: EvidenceStatement;
}

/** The thing that the evidence is of: `record`, `alert`, later `case`. */
export interface EvidenceSubject {
  readonly kind: string;
  readonly id: string;
}

export type EvidenceItem = RowItem | EventItem;

/** A sealed row: a version of a record, a version of an alert. */
export interface RowItem {
  readonly item: "row";
  /** Number of the entry that seals the root of its tree. */
  readonly entry: string;
  /** Canonical JSON of form, kind and commitments: the bytes that the tree hashes. */
  readonly leaf: string;
  /** Opens all fields together that are not personal; absent where they are withheld. */
  readonly common?: EvidenceOpening;
  /** Opens personal and free-text fields, each by itself; those that are withheld are absent. */
  readonly personal?: Readonly<Record<string, EvidenceOpening>>;
  /** Of what can no longer be opened by anybody: `common`, or `personal.` and a name. */
  readonly erased?: readonly string[];
}

/** An event: a decision, an erasure, an import. The entry itself is among `entries`. */
export interface EventItem {
  readonly item: "event";
  readonly entry: string;
  readonly before?: EvidenceOpening;
  readonly after?: EvidenceOpening;
  /** `before`, `after`. */
  readonly erased?: readonly string[];
}

export interface EvidenceEntry {
  /** Canonical JSON: the bytes that the log hashes. */
  readonly text: string;
  /** One or more, under different checkpoints. */
  readonly paths: readonly LogPath[];
}

export interface TreePath {
  readonly index: string;
  /** RFC 6962 audit path, base64, from the leaf's sibling up. */
  readonly path: readonly string[];
}

export interface LogPath extends TreePath {
  /** Number of the checkpoint, from 0. */
  readonly checkpoint: string;
}

export interface EvidenceCheckpoint {
  /** Signed note, cosignatures included; where an anchor vouches for it, the text alone will do. */
  readonly note: string;
  /** RFC 3161 tokens over the note, base64 of the DER. */
  readonly stamps?: readonly string[];
  /** Where the checkpoint's root was written into an EVM chain; as the house tells it. */
  readonly anchors?: readonly Readonly<Record<string, string>>[];
}

export interface KindLabels {
  readonly zh: string;
  readonly en: string;
  readonly fields: Readonly<Record<string, FieldLabel>>;
}

export interface FieldLabel {
  readonly zh: string;
  readonly en: string;
  /** As the kind declares it: `money` is in minor units of the row's currency. */
  readonly type: string;
}

export interface EvidenceStatement {
  readonly packagedAt: string;
  /** As in the log: an identifier, nobody's name. */
  readonly operator: string;
  readonly software: string;
  /** Free: where the items came from. */
  readonly sources: readonly Readonly<Record<string, Json>>[];
}

/** Canonical JSON and a line's end. */
export function formatEvidence(evidence: Evidence): Uint8Array {
  return encodeUtf8(`${formatCanonical({ form: evidenceForm, ...asJson(evidence) })}\n`);
}

/** What the packaging's entry seals. */
export function formatContent(content: EvidenceContent): Uint8Array {
  return encodeUtf8(formatCanonical(asJson(content)));
}

/** Members that are not there are left out. */
function asJson(value: object): { readonly [name: string]: Json } {
  const parsed: unknown = JSON.parse(JSON.stringify(value));
  if (typeof parsed !== "object" || parsed === null) throw new LedgerError("malformed", "No object.");
  return parsed as { readonly [name: string]: Json };
}
