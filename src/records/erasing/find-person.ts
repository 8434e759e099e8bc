import { holdsInForce, keeps } from "../../ledger/index.ts";
import { type Bilingual, holdsAny, holdsAnySql, type Reader, sql } from "../../platform/index.ts";
import { kindNamed } from "../kinds/kinds.ts";
import { type ErasableRow, parseVersionLeaf } from "./erasable-row.ts";
import { readErasable } from "./erase-records.ts";

/** A part of a record, and whether it can be erased by itself. */
interface FoundPart {
  readonly name: string;
  readonly label: Bilingual;
  /** As the latest version that has it says it. */
  readonly value: string;
  /** It names a natural person, or is free text. */
  readonly isPersonal: boolean;
  /** It lies under the commitment that it shares with amounts, days and numbers. */
  readonly isCommon: boolean;
  /** It holds what was looked for. */
  readonly matches: boolean;
}

export interface FoundPerson {
  readonly record: string;
  readonly kind: string;
  readonly key: string;
  readonly source: string;
  readonly versions: number;
  readonly parts: readonly FoundPart[];
  /** The hold that keeps it. */
  readonly hold: string | undefined;
}

const mostFound = 200;

/** Records any version of which holds one of the texts. `isCut` where there are more than are given. */
export async function findHolding(
  db: Reader,
  texts: readonly string[],
  without: readonly string[] = [],
): Promise<{ readonly found: readonly FoundPerson[]; readonly isCut: boolean }> {
  if (texts.length === 0) return { found: [], isCut: false };
  const holding = sql<{ record: string }>`(SELECT DISTINCT record FROM record_version v
    WHERE erased_at IS NULL AND record <> ALL(${[...without]}::uuid[])
      AND (${holdsAnySql(["fields", "own", "reason", "key"], texts)}) LIMIT ${mostFound + 1})`;
  const rows = await db.selectFrom(holding.as("holding")).select("record").execute();
  const records = rows.slice(0, mostFound).map(({ record }) => record);
  return { found: await describeRecords(db, records, texts), isCut: rows.length > mostFound };
}

/** The records with all their parts. */
export async function describeRecords(
  db: Reader,
  records: readonly string[],
  texts: readonly string[] = [],
): Promise<FoundPerson[]> {
  const holds = await holdsInForce(db);
  const byRecord = Map.groupBy(await readErasable(db, records), ({ record }) => record);
  return [...byRecord.values()].flatMap((versions) => {
    const last = versions.at(-1);
    if (!last) return [];
    const { record, kind, key, source } = last;
    const hold = holds.find((one) => versions.some((version) => keeps(one, version)))?.id;
    return [{ record, kind, key, source, versions: versions.length, parts: partsOf(versions, texts), hold }];
  });
}

function partsOf(versions: readonly ErasableRow[], texts: readonly string[]): FoundPart[] {
  const parts = new Map<string, FoundPart>();
  for (const { kind: kindName, fields, own, reason, leaf } of versions) {
    const kind = kindNamed(kindName);
    const personal = parseVersionLeaf(leaf)?.personal ?? {};
    const add = (name: string, label: Bilingual, value: string | boolean | null, isPersonal: boolean) => {
      if (typeof value !== "string") return;
      const matches = texts.length > 0 && holdsAny(value, texts);
      const before = parts.get(name)?.matches ?? false;
      parts.set(name, {
        name,
        label,
        value,
        isPersonal,
        isCommon: !(name in personal),
        matches: matches || before,
      });
    };
    for (const [name, value] of Object.entries(fields)) {
      const field = kind?.fields[name];
      // What the record is known by goes with all of it or not at all.
      if (kind?.key.some((part) => part === name)) continue;
      add(
        `fields.${name}`,
        field ?? { zh: name, en: name },
        value,
        field?.personal === true || field?.type === "text",
      );
    }
    for (const [name, value] of Object.entries(own ?? {})) {
      add(`own.${name}`, { zh: `原始列“${name}”`, en: `source column “${name}”` }, value, false);
    }
    add("reason", { zh: "更正原因", en: "reason of a correction" }, reason, true);
  }
  return [...parts.values()].map(({ label, ...part }) => ({
    ...part,
    label: { zh: label.zh, en: label.en },
  }));
}
