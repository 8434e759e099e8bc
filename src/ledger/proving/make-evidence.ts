import { hash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Context, type EventLog, type Reader, Refusal } from "../../platform/index.ts";
import { encodeBase64 } from "../encoding/base64.ts";
import {
  type Evidence,
  type EvidenceContent,
  type EvidenceEntry,
  type EvidenceStatement,
  type EvidenceSubject,
  formatContent,
  formatEvidence,
  type KindLabels,
  type LogPath,
  type TreePath,
} from "../evidence/form.ts";
import { verifyEvidence } from "../evidence/verify-evidence.ts";
import { LedgerError } from "../ledger-error.ts";
import { parseNote } from "../note/note.ts";
import { parseVerifierKey } from "../note/verifier.ts";
import type { HouseLedger } from "../open-house-ledger.ts";
import { type Packed, packEvidence } from "../packaging/pack-evidence.ts";
import { parseTlogProof } from "../proof/tlog-proof.ts";
import type { Published } from "../sealing/publisher.ts";
import type { DraftItem } from "./draft-items.ts";
import { type OutsideHead, outsideHeads } from "./outside-heads.ts";
import { createTreeProver } from "./sealed-leaves.ts";

/** What a room collects for a package. */
export interface Collected {
  readonly items: readonly DraftItem[];
  readonly labels: Readonly<Record<string, KindLabels>>;
  /** Where the items came from. */
  readonly sources: EvidenceStatement["sources"];
}

export interface PackageRequest {
  /** Its kind and id together name the event: they are nobody's name. */
  readonly about: EvidenceSubject;
  /** What is to be disclosed, as asked; the event commits to it. */
  readonly asked: unknown;
  /** Asks `require`, and reads what the person may see. */
  collect(db: Reader): Promise<Collected>;
}

/** Makes evidence of what rooms draft. */
export interface EvidenceMaker {
  /** For a look, under the newest published checkpoint: without a packaging. */
  prove(items: readonly DraftItem[]): Promise<Uint8Array>;
  /** For giving away. The event that tells of it seals the whole content, and is durable before this answers. */
  pack(context: Context, request: PackageRequest): Promise<Packed>;
}

export interface MakerParts {
  readonly ledger: HouseLedger;
  readonly db: Reader;
  readonly events: EventLog;
  /** Name and version of this program. */
  readonly software: string;
  /** The page that goes along and checks evidence.json in a browser. */
  readPage(): Promise<string>;
}

export function createEvidenceMaker({ ledger, db, events, software, readPage }: MakerParts): EvidenceMaker {
  const proveTree = createTreeProver();
  const assemble = async (drafts: readonly DraftItem[], content: EvidenceContent, packaging?: number) => {
    const published = ledger.published();
    if (!published) throw nothingPublished();
    const trees: [string, TreePath][] = [];
    for (const [i, draft] of drafts.entries()) {
      if (draft.item !== "row") continue;
      const { index, path } = await proveTree(draft.tree.leaves, draft.tree.id);
      trees.push([String(i), { index: String(index), path: path.map(encodeBase64) }]);
    }
    const numbers = new Set([
      ...drafts.map(({ entry }) => Number(entry)),
      ...(packaging === undefined ? [] : [packaging]),
    ]);
    const { entries, checkpoints } = await proveEntries(ledger, db, [...numbers], published);
    return checked(ledger, {
      content,
      entries,
      trees: Object.fromEntries(trees),
      checkpoints,
      keys: ledger.verifierKeys.filter((key) => signed(key, published)),
      ...(packaging === undefined ? {} : { packaging: String(packaging) }),
    });
  };
  return {
    prove: (drafts) => assemble(drafts, { items: drafts.map(withoutTree) }),
    async pack(context, { about, asked, collect }) {
      const from = (await events.state()).size;
      const { drafts, content, seal } = await context.disclose(
        ({ content, seal }: Sealed) => ({
          type: "evidence.packaged",
          subject: `${about.kind}:${about.id}`,
          after: asked,
          seals: { content: seal, items: content.items.length },
        }),
        async (db) => {
          const { items: drafts, labels, sources } = await collect(db);
          const statement = {
            packagedAt: context.now.toISOString(),
            operator: context.actor.id,
            software,
            sources,
          };
          const content: EvidenceContent = { about, items: drafts.map(withoutTree), labels, statement };
          return { drafts, content, seal: hash("sha256", formatContent(content), "hex") };
        },
      );
      const packaging = await indexOf(events, from, seal);
      await ledger.sealedUpTo(packaging);
      return packEvidence(await assemble(drafts, content, packaging), await readPage());
    },
  };
}

interface Sealed {
  readonly drafts: readonly DraftItem[];
  readonly content: EvidenceContent;
  readonly seal: string;
}

function withoutTree(draft: DraftItem): EvidenceContent["items"][number] {
  if (draft.item !== "row") return draft;
  const { tree: _, ...item } = draft;
  return item;
}

/** Each entry under the newest checkpoint, and under those earlier ones that somebody outside vouches for. */
async function proveEntries(
  ledger: HouseLedger,
  db: Reader,
  numbers: readonly number[],
  published: Published,
): Promise<Pick<Evidence, "entries" | "checkpoints">> {
  const heads: (Pick<Published, "checkpoint" | "note"> & Partial<OutsideHead>)[] = [published];
  const placeOf = new Map<string, number>();
  const entries: Record<string, EvidenceEntry> = {};
  const { base, origin } = ledger.ring();
  for (const number of numbers) {
    const under = [0];
    for (const [name, head] of await outsideHeads(db, origin, number - base)) {
      const place = placeOf.get(name) ?? heads.push(head) - 1;
      placeOf.set(name, place);
      under.push(place);
    }
    const proofs: LogPath[] = [];
    let text = "";
    for (const place of under) {
      const { index, hashes, extra } = parseTlogProof(await ledger.prove(number, heads[place]));
      text = Buffer.from(extra ?? "").toString("utf8");
      proofs.push({ checkpoint: String(place), index: String(index), path: hashes.map(encodeBase64) });
    }
    entries[number] = { text, paths: proofs };
  }
  const checkpoints = heads.map(({ note, carried }) => ({
    note: Buffer.from(note).toString("utf8"),
    ...carried,
  }));
  return { entries, checkpoints };
}

const signed = (key: string, { note }: Published) => {
  const { name, keyId } = parseVerifierKey(key);
  return parseNote(note).signatures.some((line) => line.name === name && line.keyId === keyId);
};

/** The event is durable; its number comes from the sequencer, within moments. */
async function indexOf(events: EventLog, from: number, seal: string): Promise<number> {
  for (let next = from; ; ) {
    const entries = await events.readEntries(next, 1_000);
    const found = entries.find(({ type, seals }) => type === "evidence.packaged" && seals?.content === seal);
    if (found) return found.index;
    next = (entries.at(-1)?.index ?? next - 1) + 1;
    if (entries.length === 0) await sleep(20);
  }
}

/** Nothing leaves that would not verify: what was changed behind our back is told here, and not found by a court. */
function checked(ledger: HouseLedger, evidence: Evidence): Uint8Array {
  const bytes = formatEvidence(evidence);
  const logs = ledger.verifierKeys.map((key) => ({ verifier: parseVerifierKey(key) }));
  try {
    verifyEvidence(bytes, { logs, witnesses: [], groups: [], quorum: "none" });
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    const zh = "sentence" in error ? (error.sentence as { readonly zh: string }).zh : error.message;
    throw new Refusal("conflict", {
      zh: `无法出具证据，因为现存数据与封存的不符。${zh}`,
      en: `No evidence can be given, because what is stored differs from what was sealed. ${error.message}`,
    });
  }
  return bytes;
}

const nothingPublished = () =>
  new Refusal("not-found", {
    zh: "账本尚未公布检查点，请稍后再试。",
    en: "The ledger has not published a checkpoint yet. Try again in a moment.",
  });
