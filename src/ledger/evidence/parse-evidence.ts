import { decodeBase64 } from "../encoding/base64.ts";
import { decodeUtf8 } from "../encoding/text.ts";
import { type Json, parseCanonical } from "./canonical.ts";
import { EvidenceFault } from "./evidence-fault.ts";
import {
  type Evidence,
  type EvidenceCheckpoint,
  type EvidenceContent,
  type EvidenceEntry,
  type EvidenceItem,
  type EvidenceStatement,
  evidenceForm,
  type KindLabels,
  type LogPath,
  type TreePath,
} from "./form.ts";
import type { EvidenceOpening } from "./opening.ts";
import { anyMembers, countOf, elements, members, misshapen, type Piece, textOf } from "./shape.ts";

/** More than any package of this house: 200 records of a finding with all of their fields are 2 MB. */
const mostBytes = 64_000_000;
const mostItems = 20_000;
const mostCheckpoints = 1_000;

/** Strict: what parses formats to the same bytes again. Nothing is verified yet. */
export function parseEvidence(bytes: Uint8Array): Evidence {
  const value = { value: parsed(bytes), path: "" };
  const form = anyMembers(value).get("form")?.value;
  if (form !== evidenceForm) throw otherForm();
  const optional = ["packaging"] as const;
  const given = members(value, ["form", "content", "entries", "trees", "checkpoints", "keys"], optional);
  return {
    content: contentAt(given.content),
    entries: mapOf(given.entries, entryAt),
    trees: mapOf(given.trees, treeAt),
    checkpoints: elements(given.checkpoints, mostCheckpoints).map(checkpointAt),
    keys: elements(given.keys, 100).map((key) => textOf(key)),
    ...(given.packaging ? { packaging: String(countOf(given.packaging)) } : {}),
  };
}

function parsed(bytes: Uint8Array): Json {
  if (bytes.length > mostBytes) throw tooLarge();
  const part = "evidence.json";
  let text: string;
  try {
    text = decodeUtf8(bytes, part);
  } catch {
    throw new EvidenceFault(
      "malformed",
      { part },
      {
        zh: "evidence.json 不是有效的 UTF-8 文本。",
        en: "evidence.json is not valid UTF-8.",
      },
    );
  }
  if (!text.endsWith("\n")) throw noLineEnd(bytes.length);
  return parseCanonical(text.slice(0, -1), part);
}

function contentAt(piece: Piece): EvidenceContent {
  const { items, about, labels, statement } = members(piece, ["items"], ["about", "labels", "statement"]);
  const subject = about && members(about, ["kind", "id"]);
  return {
    ...(subject ? { about: { kind: textOf(subject.kind), id: textOf(subject.id) } } : {}),
    items: elements(items, mostItems).map(itemAt),
    ...(labels ? { labels: mapOf(labels, kindLabelsAt) } : {}),
    ...(statement ? { statement: statementAt(statement) } : {}),
  };
}

function itemAt(piece: Piece): EvidenceItem {
  const item = textOf(
    anyMembers(piece).get("item") ?? { value: undefined, path: piece.path },
    /^(row|event)$/,
  );
  return item === "row" ? rowAt(piece) : eventAt(piece);
}

function rowAt(piece: Piece): EvidenceItem {
  const given = members(piece, ["item", "entry", "leaf"], ["common", "personal", "erased"]);
  return {
    item: "row",
    entry: String(countOf(given.entry)),
    leaf: textOf(given.leaf),
    ...(given.common ? { common: openingAt(given.common) } : {}),
    ...(given.personal ? { personal: mapOf(given.personal, openingAt) } : {}),
    ...(given.erased ? { erased: namesAt(given.erased) } : {}),
  };
}

function eventAt(piece: Piece): EvidenceItem {
  const given = members(piece, ["item", "entry"], ["before", "after", "erased"]);
  return {
    item: "event",
    entry: String(countOf(given.entry)),
    ...(given.before ? { before: openingAt(given.before) } : {}),
    ...(given.after ? { after: openingAt(given.after) } : {}),
    ...(given.erased ? { erased: namesAt(given.erased) } : {}),
  };
}

function namesAt(piece: Piece): string[] {
  return elements(piece, 10_000).map((name) => textOf(name));
}

function openingAt(piece: Piece): EvidenceOpening {
  const { salt, value } = members(piece, ["salt", "value"]);
  return { salt: textOf(salt, /^[0-9a-f]{64}$/, "64 hexadecimal digits"), value: textOf(value) };
}

function entryAt(piece: Piece): EvidenceEntry {
  const { text, paths } = members(piece, ["text", "paths"]);
  return { text: textOf(text), paths: elements(paths, mostCheckpoints).map(logPathAt) };
}

function logPathAt(piece: Piece): LogPath {
  const { checkpoint, index, path } = members(piece, ["checkpoint", "index", "path"]);
  return { checkpoint: String(countOf(checkpoint)), index: String(countOf(index)), path: hashesAt(path) };
}

function treeAt(piece: Piece): TreePath {
  const { index, path } = members(piece, ["index", "path"]);
  return { index: String(countOf(index)), path: hashesAt(path) };
}

function hashesAt(piece: Piece): string[] {
  return elements(piece, 64).map((hash) => {
    const text = textOf(hash);
    decoded(text, hash.path);
    return text;
  });
}

function checkpointAt(piece: Piece): EvidenceCheckpoint {
  const { note, stamps, anchors } = members(piece, ["note"], ["stamps", "anchors"]);
  const stampsAt = (given: Piece) =>
    elements(given, 100).map((stamp) => {
      decoded(textOf(stamp), stamp.path);
      return textOf(stamp);
    });
  return {
    note: textOf(note),
    ...(stamps ? { stamps: stampsAt(stamps) } : {}),
    ...(anchors
      ? { anchors: elements(anchors, 100).map((anchor) => mapOf(anchor, (one) => textOf(one))) }
      : {}),
  };
}

function kindLabelsAt(piece: Piece): KindLabels {
  const { zh, en, fields } = members(piece, ["zh", "en", "fields"]);
  const labels = mapOf(fields, (label) => {
    const given = members(label, ["zh", "en", "type"]);
    return { zh: textOf(given.zh), en: textOf(given.en), type: textOf(given.type) };
  });
  return { zh: textOf(zh), en: textOf(en), fields: labels };
}

function statementAt(piece: Piece): EvidenceStatement {
  const given = members(piece, ["packagedAt", "operator", "software", "sources"]);
  const sources = elements(given.sources, mostItems).map((source) =>
    mapOf(source, ({ value }) => value as Json),
  );
  return {
    packagedAt: textOf(given.packagedAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, "a moment"),
    operator: textOf(given.operator),
    software: textOf(given.software),
    sources,
  };
}

function mapOf<Value>(piece: Piece, read: (member: Piece) => Value): Record<string, Value> {
  // Without a prototype, so that no name from the file means anything.
  const map: Record<string, Value> = Object.create(null);
  for (const [name, member] of anyMembers(piece)) map[name] = read(member);
  return map;
}

function decoded(text: string, path: string): Uint8Array {
  try {
    return decodeBase64(text, path);
  } catch {
    throw misshapen(path, { zh: "应为规范的 base64", en: "canonical base64 is expected" });
  }
}

const otherForm = () =>
  new EvidenceFault(
    "malformed",
    { part: "form" },
    {
      zh: "文件不是 plumbline-evidence/1 格式的证据。",
      en: "The file is not evidence in the form plumbline-evidence/1.",
    },
  );
const tooLarge = () =>
  new EvidenceFault(
    "too-large",
    {},
    {
      zh: "文件超过 64 MB，不是准绳制作的证据。",
      en: "The file exceeds 64 MB and is no evidence of Plumbline's.",
    },
  );
const noLineEnd = (byte: number) =>
  new EvidenceFault(
    "malformed",
    { part: "evidence.json", byte },
    {
      zh: "evidence.json 没有以换行符结尾，文件被截断或改动过。",
      en: "evidence.json does not end in a line feed: it was cut off or changed.",
    },
  );
