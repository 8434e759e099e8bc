import { type Reader, sql, type Tx } from "../../platform/index.ts";
import {
  defaults,
  type Section,
  type SectionName,
  type Settings,
  sectionNames,
  sections,
} from "./sections.ts";

/** A section as it stands; version 0 is what holds until somebody saves. */
export interface SavedSection<Name extends SectionName = SectionName> {
  readonly section: Name;
  readonly version: number;
  readonly content: Section<Name>;
  readonly savedBy: string | undefined;
  readonly savedAt: Date | undefined;
}

/** All settings as they stand. */
export async function readSettings(db: Reader): Promise<Settings> {
  const rows = await newest(db).execute();
  const saved = new Map(rows.map(({ section, content }) => [section, content]));
  const read = (name: SectionName) =>
    saved.has(name) ? sections[name].parse(saved.get(name)) : defaults[name];
  return Object.fromEntries(sectionNames.map((name) => [name, read(name)])) as unknown as Settings;
}

export async function readSection<Name extends SectionName>(
  db: Reader,
  section: Name,
): Promise<SavedSection<Name>> {
  const row = await newest(db).where("section", "=", section).executeTakeFirst();
  const content = row ? sections[section].parse(row.content) : defaults[section];
  return {
    section,
    version: row?.version ?? 0,
    content: content as Section<Name>,
    savedBy: row?.saved_by,
    savedAt: row?.saved_at,
  };
}

/** Newest first. */
export async function readSectionHistory(
  db: Reader,
  section: SectionName,
  limit: number,
): Promise<SavedSection[]> {
  const rows = await db
    .selectFrom("setting_version")
    .selectAll()
    .where("section", "=", section)
    .orderBy("version", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    section,
    version: row.version,
    content: sections[section].parse(row.content),
    savedBy: row.saved_by,
    savedAt: row.saved_at,
  }));
}

function newest(db: Reader) {
  return db
    .selectFrom("setting_version")
    .distinctOn("section")
    .selectAll()
    .orderBy("section")
    .orderBy("version", "desc");
}

export interface NewVersion {
  readonly section: SectionName;
  readonly version: number;
  readonly content: unknown;
  readonly by: string;
  readonly at: Date;
}

export async function insertVersion(
  tx: Tx,
  { section, version, content, by, at }: NewVersion,
): Promise<void> {
  await tx
    .insertInto("setting_version")
    .values({ section, version, content: JSON.stringify(content), saved_by: by, saved_at: at })
    .execute();
}

/** A dated rate: one unit of `base` is worth `rate` units of `quote`. */
export interface Rate {
  readonly base: string;
  readonly quote: string;
  readonly day: string;
  /** Exact decimal text. */
  readonly rate: string;
  readonly source: string;
}

export interface RateQuestion {
  readonly base: string;
  readonly quote: string;
  readonly day: string;
  /** How old a rate may be; see the section `currencies`. */
  readonly mostDays: number;
}

/** The newest rate of the day or of one of the days before it, and none beyond `mostDays`: nothing is extrapolated. */
export async function rateOn(
  db: Reader,
  { base, quote, day, mostDays }: RateQuestion,
): Promise<Rate | undefined> {
  const row = await currentRates(db)
    .where("base", "=", base)
    .where("quote", "=", quote)
    .where("day", "<=", day)
    .where("day", ">=", sql<string>`${day}::date - ${mostDays}::int`)
    .orderBy("day", "desc")
    .orderBy("revision", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && rateOf(row);
}

/** Newest day first. */
export async function listRates(
  db: Reader,
  { base, quote, before, limit }: { base: string; quote: string; before?: string | undefined; limit: number },
): Promise<Rate[]> {
  const pair = currentRates(db).where("base", "=", base).where("quote", "=", quote);
  const rows = await (before === undefined ? pair : pair.where("day", "<", before))
    .distinctOn("day")
    .orderBy("day", "desc")
    .orderBy("revision", "desc")
    .limit(limit)
    .execute();
  return rows.map(rateOf);
}

function currentRates(db: Reader) {
  return db.selectFrom("currency_rate").select(["base", "quote", "day", "revision", "rate", "source"]);
}

const rateOf = ({ base, quote, day, rate, source }: Rate): Rate => ({ base, quote, day, rate, source });

/** Pairs that have any rate, with the first and the last day. */
export function ratePairs(db: Reader) {
  return db
    .selectFrom("currency_rate")
    .groupBy(["base", "quote"])
    .select([
      "base",
      "quote",
      sql<string>`min(day)`.as("from"),
      sql<string>`max(day)`.as("to"),
      sql<number>`count(DISTINCT day)::int`.as("days"),
    ])
    .orderBy("base")
    .orderBy("quote")
    .execute();
}
