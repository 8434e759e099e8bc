import { decodeBase64 } from "../encoding/base64.ts";
import { encodeUtf8 } from "../encoding/text.ts";
import type { Policy } from "../policy/policy.ts";
import { hashLeaf } from "../tree/hash.ts";
import { verifyInclusion } from "../tree/inclusion.ts";
import { sha256 } from "../tree/sha256.ts";
import { type Json, parseCanonical } from "./canonical.ts";
import { at, EvidenceFault, type EvidencePlace } from "./evidence-fault.ts";
import { type EventItem, type Evidence, formatContent, type RowItem } from "./form.ts";
import { type EvidenceOpening, formatHex, opensDigest, parseHex } from "./opening.ts";
import { parseEvidence } from "./parse-evidence.ts";
import { openCheckpoints, proveEntries } from "./prove-entries.ts";
import { anyMembers, members, misshapen, type Piece, textOf } from "./shape.ts";
import type {
  ProvedEntry,
  ProvedEvent,
  ProvedItem,
  ProvedPackaging,
  ProvedRow,
  VerifiedEvidence,
} from "./verified.ts";

/**
 * Derives everything again: openings to their commitments, rows to the roots that entries seal, entries to
 * checkpoints, checkpoints to the keys of the policy, and the whole content to the entry of the packaging. Throws
 * `EvidenceFault`, and nothing else, where anything does not fit.
 */
export function verifyEvidence(bytes: Uint8Array, policy: Policy): VerifiedEvidence {
  const evidence = parseEvidence(bytes);
  const checkpoints = openCheckpoints(evidence, policy);
  const entries = proveEntries(evidence, checkpoints);
  const items = evidence.content.items.map((item, i): ProvedItem => {
    const entry = entries.get(item.entry);
    if (!entry)
      throw misshapen(`content.items.${i}.entry`, { zh: "没有附上该条目", en: "that entry is not there" });
    return item.item === "row" ? proveRow(evidence, item, i, entry) : proveEvent(evidence, item, i, entry);
  });
  refuseSurplus(evidence);
  const packaging = provePackaging(evidence, entries);
  return { items, checkpoints, ...(packaging ? { packaging } : {}) };
}

/** Numbers of a tree's leaves stand in the entry beside the root, under one of these names. */
const counts = ["versions", "alerts", "leaves"];

function proveRow(evidence: Evidence, item: RowItem, i: number, entry: ProvedEntry): ProvedRow {
  const part = `content.items.${i}`;
  const tree = evidence.trees[i];
  if (!tree) throw misshapen(`trees.${i}`, { zh: "缺少该行在批次中的路径", en: "the row's path is missing" });
  const what = {
    zh: `第 ${i + 1} 项不在日志第 ${entry.index} 条所封存的批次之中`,
    en: `Item ${i + 1} is not in the batch that entry ${entry.index} of the log seals`,
  };
  const sizes = counts.flatMap((name) => entry.seals[name] ?? []);
  const [size] = sizes;
  if (size === undefined || sizes.length > 1 || !/^\d{1,15}$/.test(size)) {
    throw misshapen(`${part}.entry`, { zh: "该条目没有封存批次", en: "that entry seals no batch" });
  }
  at({ item: i, part: `trees.${i}` }, what, () =>
    verifyInclusion({
      index: Number(tree.index),
      size: Number(size),
      leafHash: hashLeaf(encodeUtf8(item.leaf)),
      proof: tree.path.map((hash) => decodeBase64(hash, `trees.${i}`)),
      root: parseHex(entry.seals.root ?? "", "The root"),
    }),
  );
  return openRow(item, i, entry);
}

function openRow(item: RowItem, i: number, entry: ProvedEntry): ProvedRow {
  const part = `content.items.${i}`;
  const path = `${part}.leaf`;
  const leaf = members({ value: parseCanonical(item.leaf, path), path }, [
    "form",
    "kind",
    "common",
    "personal",
  ]);
  if (textOf(leaf.form) !== "row/1") throw misshapen(path, { zh: "行的格式未知", en: "its form is unknown" });
  const digests = new Map<string, string>([["common", digestAt(leaf.common)]]);
  for (const [name, digest] of anyMembers(leaf.personal)) digests.set(`personal.${name}`, digestAt(digest));
  const openings = new Map<string, EvidenceOpening>(item.common ? [["common", item.common]] : []);
  for (const [name, opening] of Object.entries(item.personal ?? {}))
    openings.set(`personal.${name}`, opening);
  const { values, withheld, erased } = openAll(digests, openings, item.erased, { item: i, part });
  const common = values.get("common");
  const personal = [...values].filter(([name]) => name !== "common");
  return {
    item: "row",
    entry,
    kind: textOf(leaf.kind),
    ...(common === undefined ? {} : { common: objectOf(common, `${part}.common.value`) }),
    personal: Object.fromEntries(personal.map(([name, value]) => [name.slice("personal.".length), value])),
    withheld,
    erased,
  };
}

function proveEvent(evidence: Evidence, item: EventItem, i: number, entry: ProvedEntry): ProvedEvent {
  const path = `entries.${item.entry}.text`;
  const told = anyMembers({ value: parseCanonical(evidence.entries[item.entry]?.text ?? "", path), path });
  const digests = new Map<string, string>();
  const openings = new Map<string, EvidenceOpening>();
  for (const side of ["before", "after"] as const) {
    const digest = told.get(side);
    const opening = item[side];
    if (digest) digests.set(side, digestAt(digest));
    if (opening) openings.set(side, opening);
  }
  const place = { item: i, part: `content.items.${i}` };
  const { values, withheld, erased } = openAll(digests, openings, item.erased, place);
  const [before, after] = [values.get("before"), values.get("after")];
  return {
    item: "event",
    entry,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    withheld,
    erased,
  };
}

/** Each opening fits the commitment of its name; what is neither opened nor said to be erased is withheld. */
function openAll(
  digests: ReadonlyMap<string, string>,
  openings: ReadonlyMap<string, EvidenceOpening>,
  said: readonly string[] = [],
  place: Required<Pick<EvidencePlace, "item" | "part">>,
) {
  const values = new Map<string, Json>();
  for (const [name, opening] of openings) {
    const part = `${place.part}.${name}`;
    const digest = digests.get(name);
    if (digest === undefined)
      throw misshapen(part, { zh: "封存时没有此项", en: "nothing of that name was sealed" });
    if (!opensDigest(digest, opening)) throw badOpening(place.item, name, part);
    values.set(name, parseCanonical(opening.value, `${part}.value`));
  }
  said.forEach((name, n) => {
    if (digests.has(name) && !values.has(name) && said.indexOf(name) === n) return;
    throw misshapen(`${place.part}.erased.${n}`, {
      zh: "不是封存过且未披露的项",
      en: "it names nothing that was sealed and is not disclosed",
    });
  });
  const withheld = [...digests.keys()].filter((name) => !values.has(name) && !said.includes(name));
  return { values, withheld, erased: said };
}

function digestAt(piece: Piece): string {
  return textOf(piece, /^[0-9a-f]{64}$/, "64 hexadecimal digits");
}

function objectOf(value: Json, path: string): { readonly [name: string]: Json } {
  return Object.fromEntries(
    [...anyMembers({ value, path })].map(([name, piece]) => [name, piece.value ?? null]),
  );
}

/** Nothing stands in the file that nothing leads to. */
function refuseSurplus({ content, entries, trees, packaging }: Evidence): void {
  const named = new Set([
    ...content.items.map(({ entry }) => entry),
    ...(packaging === undefined ? [] : [packaging]),
  ]);
  for (const number of Object.keys(entries))
    if (!named.has(number)) throw misshapen(`entries.${number}`, unused);
  for (const number of Object.keys(trees)) {
    if (content.items[Number(number)]?.item !== "row") throw misshapen(`trees.${number}`, unused);
  }
}

const unused = { zh: "没有任何一项用到它", en: "no item leads to it" };

function provePackaging(
  { content, packaging }: Evidence,
  entries: ReadonlyMap<string, ProvedEntry>,
): ProvedPackaging | undefined {
  const { about, statement, labels = {} } = content;
  if (packaging === undefined) {
    if (about || statement || content.labels) {
      throw misshapen("content", {
        zh: "说明、标签与对象只能由打包条目封存，而此处没有打包条目",
        en: "only the entry of a packaging seals about, labels and statement, and there is none",
      });
    }
    return undefined;
  }
  const entry = entries.get(packaging);
  if (!entry) throw misshapen("packaging", { zh: "没有附上该条目", en: "that entry is not there" });
  if (!about || !statement)
    throw misshapen("content", { zh: "缺少打包说明", en: "about or statement is missing" });
  if (entry.seals.content !== formatHex(sha256(formatContent(content)))) {
    throw new EvidenceFault(
      "bad-statement",
      { part: "content" },
      {
        zh: `披露内容或打包说明与日志第 ${entry.index} 条封存的不同：打包之后被改动、增删或调换过。`,
        en: `What is disclosed or stated differs from what entry ${entry.index} of the log sealed: it was changed, added, taken away or swapped after packaging.`,
      },
    );
  }
  return { entry, about, statement, labels };
}

function badOpening(item: number, name: string, part: string): EvidenceFault {
  return new EvidenceFault(
    "bad-opening",
    { item, part },
    {
      zh: `第 ${item + 1} 项的“${name}”与封存时不同：值或盐被改动过。`,
      en: `“${name}” of item ${item + 1} is not what was sealed: its value or its salt was changed.`,
    },
  );
}
