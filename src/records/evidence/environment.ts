import { z } from "zod";
import { type DraftItem, draftEvent, type EvidenceStatement, type KindLabels } from "../../ledger/index.ts";
import type { EventLog, Reader } from "../../platform/index.ts";
import { fieldsOf, kindNamed } from "../kinds/kinds.ts";
import type { DraftedVersion } from "./draft-versions.ts";

/** What the fields of the kinds are called, as their forms have it. */
export function labelsOf(versions: readonly DraftedVersion[]): Record<string, KindLabels> {
  const kinds = [...new Set(versions.map(({ kind }) => kind))].flatMap((name) => kindNamed(name) ?? []);
  return Object.fromEntries(
    kinds.map((kind) => {
      const fields = fieldsOf(kind).map(([name, { zh, en, type }]) => [name, { zh, en, type }] as const);
      return [kind.name, { ...kind.title, fields: Object.fromEntries(fields) }];
    }),
  );
}

/** A name under a commitment of its own, and what people call it. */
export const personalName = z.object({
  name: z.string(),
  label: z.object({ zh: z.string(), en: z.string() }),
});
export type PersonalName = z.infer<typeof personalName>;

/** What can be chosen to be disclosed of the versions, each name once. */
export function personalNames(versions: readonly DraftedVersion[]): PersonalName[] {
  const found = new Map<string, PersonalName>();
  for (const { kind, openable } of versions) {
    for (const name of openable) if (!found.has(name)) found.set(name, { name, label: labelOf(kind, name) });
  }
  return [...found.values()];
}

function labelOf(kind: string, name: string): PersonalName["label"] {
  const dot = name.indexOf(".");
  const [place, own] = [name.slice(0, dot), name.slice(dot + 1)];
  if (name === "reason") return { zh: "更正理由", en: "Reason of a correction" };
  if (place === "own") return { zh: `来源列“${own}”`, en: `Source column “${own}”` };
  const { zh = own, en = own } = kindNamed(kind)?.fields[own] ?? {};
  return { zh, en };
}

interface File {
  readonly path: string;
  readonly member?: string;
  readonly sha256: string;
  readonly bytes?: number;
  readonly rows?: number;
}

/** Where each version was read: the environment of capture, in words of the house. */
export async function sourcesOf(
  db: Reader,
  versions: readonly DraftedVersion[],
): Promise<EvidenceStatement["sources"]> {
  const ids = [...new Set(versions.map(({ batch }) => batch))];
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("import_batch")
    .select(["id", "source", "origin", "actor", "observed_at", "files"])
    .where("id", "in", ids)
    .execute();
  const batches = new Map(rows.map((row) => [row.id, row]));
  return versions.map(({ record, version, batch, file: number, sourceRow }) => {
    const found = batches.get(batch);
    const file = number === undefined ? undefined : (found?.files as readonly File[] | undefined)?.[number];
    return {
      record,
      version: String(version),
      batch: String(batch),
      ...(found
        ? {
            source: found.source,
            origin: found.origin,
            operator: found.actor,
            observedAt: found.observed_at.toISOString(),
          }
        : {}),
      ...(file
        ? { file: file.member === undefined ? file.path : `${file.path}/${file.member}`, sha256: file.sha256 }
        : {}),
      ...(sourceRow === undefined ? {} : { row: String(sourceRow) }),
    };
  });
}

/** The events that sealed the versions, opened: an import's tells its files with their SHA-256, so that these are proved too. */
export async function sealingEvents(
  events: EventLog,
  versions: readonly DraftedVersion[],
): Promise<DraftItem[]> {
  const indices = [...new Set(versions.map(({ knownAt }) => knownAt))].sort((a, b) => (a < b ? -1 : 1));
  const items: DraftItem[] = [];
  for (const index of indices) {
    const [entry] = await events.readEntries(Number(index), 1);
    if (entry) items.push(draftEvent(entry, await events.readOpenings(entry)));
  }
  return items;
}
