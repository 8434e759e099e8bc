import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeEntryBundle, parseEntryBundle } from "../../ledger/index.ts";
import type { Random } from "../kills/turns.ts";
import type { HouseToTamper } from "./house-to-tamper.ts";

/** One change of one file: what it is called, and how to take it back. */
export interface Change {
  readonly what: string;
  /** Whether anything is different now; some draws come to nothing. */
  readonly isMade: boolean;
  undo(): void;
}

interface File {
  readonly path: string;
  readonly kind:
    | "tile"
    | "bundle"
    | "outdone partial tile"
    | "checkpoint"
    | "cosignature"
    | "checkpoint beside the keys";
}

/** Draws changes of the files that make up the log and of those that keep it from being forked. */
export function fileChanges({ folder, checkpoints, older }: HouseToTamper) {
  const files = listFiles(folder, checkpoints);
  const of = (kind: File["kind"]) => files.filter((file) => file.kind === kind);
  const kinds = [...new Set(files.map(({ kind }) => kind))];
  return (random: Random): Change => {
    const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
    const { path, kind } = pick(of(pick(kinds)));
    const bytes = readFileSync(path);
    const ways: readonly (readonly [string, () => Buffer | undefined])[] = [
      ["one bit flipped", () => flipped(bytes, rangeOf(kind, bytes), random)],
      ["one bit flipped", () => flipped(bytes, rangeOf(kind, bytes), random)],
      ["cut off", () => bytes.subarray(0, Math.floor(random() * bytes.length))],
      ["lengthened", () => Buffer.concat([bytes, Buffer.from([Math.floor(random() * 256)])])],
      ["taken away", () => undefined],
      ["another file in its place", () => readFileSync(pick(files).path)],
      ...(kind === "bundle" ? ([["two entries exchanged", () => exchanged(bytes, random)]] as const) : []),
      ...(kind === "checkpoint" || kind === "checkpoint beside the keys"
        ? ([["an older one in its place", () => pick(older)]] as const)
        : []),
      ...(kind === "cosignature" ? ([["taken out", () => withoutCosignature(bytes)]] as const) : []),
    ];
    const [way, make] = pick(ways);
    // Whoever runs a log may clear away what wider tiles have outdone.
    const isAllowed = kind === "outdone partial tile" && way === "taken away";
    const changed = make();
    const isMade = !isAllowed && !changed?.equals(bytes);
    if (isMade) put(path, changed);
    return { what: `${kind}: ${way}`, isMade, undo: () => put(path, bytes) };
  };
}

function listFiles(folder: string, checkpoints: string): File[] {
  const all = readdirSync(join(folder, "tile"), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !file.name.endsWith(".tmp"))
    .map((file) => join(file.parentPath, file.name));
  const tiles = all.map((path): File => {
    const isBundle = path.includes("/tile/entries/");
    return { path, kind: isOutdone(path, all) ? "outdone partial tile" : isBundle ? "bundle" : "tile" };
  });
  const published = join(folder, "checkpoint");
  const signed = readdirSync(checkpoints).map((name): File => {
    return { path: join(checkpoints, name), kind: "checkpoint beside the keys" };
  });
  return [
    ...tiles,
    { path: published, kind: "checkpoint" },
    { path: published, kind: "cosignature" },
    ...signed,
  ];
}

function isOutdone(path: string, all: readonly string[]): boolean {
  const partial = /^(.*)\.p\/(\d+)$/.exec(path);
  if (!partial) return false;
  const [, place = "", width = ""] = partial;
  return (
    all.includes(place) ||
    all.some((other) => other.startsWith(`${place}.p/`) && Number(other.split("/").at(-1)) > Number(width))
  );
}

/** The last line of a note with a cosignature is that; everything before it is the log's. */
function rangeOf(kind: File["kind"], bytes: Buffer): readonly [number, number] {
  const last = bytes.lastIndexOf("\n— ") + 1;
  if (kind === "cosignature") return [last, bytes.length];
  return kind === "checkpoint" ? [0, last] : [0, bytes.length];
}

function flipped(bytes: Buffer, [from, to]: readonly [number, number], random: Random): Buffer {
  const changed = Buffer.from(bytes);
  const at = from + Math.floor(random() * (to - from));
  changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  return changed;
}

function exchanged(bytes: Buffer, random: Random): Buffer {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt16BE(at);
    entries.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  const whole = parseEntryBundle(bytes, entries.length);
  const a = Math.floor(random() * whole.length);
  const b = Math.floor(random() * whole.length);
  const [one, other] = [whole[a], whole[b]];
  if (!one || !other) return bytes;
  return Buffer.from(makeEntryBundle(whole.with(a, other).with(b, one)));
}

function withoutCosignature(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.lastIndexOf("\n— ") + 1);
}

function put(path: string, bytes: Buffer | undefined): void {
  if (bytes) writeFileSync(path, bytes);
  else if (existsSync(path)) rmSync(path);
}
