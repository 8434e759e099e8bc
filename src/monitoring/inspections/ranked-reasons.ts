import { type Bilingual, type Language, type Reader, sql } from "../../platform/index.ts";
import { type Told, told } from "../ranking/ranked-row.ts";
import type { Unit } from "./inspection.ts";

const mostReasons = 3;

/** What made the scores of some documents, by their records, or of sellers: kept with the list, for rankings are forgotten. */
export async function rankedReasons(
  db: Reader,
  ranking: string,
  unit: Unit,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Bilingual[]>> {
  const lines = await db
    .selectFrom("ranking_row")
    .select(sql<string>`coalesce(record::text, id)`.as("place"))
    .select("told")
    .where("ranking", "=", ranking)
    .where("unit", "=", unit === "document" ? "deal" : "seller")
    .where(sql<boolean>`coalesce(record::text, id) = ANY (${[...ids]}::text[])`)
    .execute();
  const units = lines.map(({ place, told: kept }) => ({ place, told: told.parse(kept) }));
  if (unit !== "document") return new Map(units.map((one) => [one.place, ofSeller(one.told)]));
  const first = await reasonsOfRecords(
    db,
    ranking,
    units.flatMap(({ told: { top } }) => top[0]?.record ?? []),
  );
  return new Map(
    units.map(({ place, told: { top } }) => [
      place,
      first.get(top[0]?.record ?? "") ?? top.flatMap(({ words }) => words ?? []).slice(0, mostReasons),
    ]),
  );
}

/** Of transactions, as far as the ranking has kept them. */
async function reasonsOfRecords(db: Reader, ranking: string, records: readonly string[]) {
  const rows = await db
    .selectFrom("ranking_row")
    .select([sql<string>`record::text`.as("record"), "told"])
    .where("ranking", "=", ranking)
    .where("unit", "=", "transaction")
    .where(sql<boolean>`record = ANY (${[...records]}::uuid[])`)
    .execute();
  return new Map(
    rows.map(({ record, told: kept }) => [
      record,
      told
        .parse(kept)
        .reasons.slice(0, mostReasons)
        .map(({ words }) => words),
    ]),
  );
}

function ofSeller({ leading, top }: Told): Bilingual[] {
  const stands = leading && {
    zh: `${leading.of} 笔交易中有 ${leading.rows} 笔排在全部交易的前 ${percent(leading.share, "zh")}，随机情况下约 ${short(leading.byChance)} 笔`,
    en: `${leading.rows} of ${leading.of} transactions ${leading.rows === 1 ? "stands" : "stand"} among the first ${percent(leading.share, "en")} of all; by chance it would be ${short(leading.byChance)}`,
  };
  const most = top.flatMap(({ id, words }) =>
    words ? [{ zh: `${id}：${words.zh}`, en: `${id}: ${words.en}` }] : [],
  );
  return [...(stands ? [stands] : []), ...most].slice(0, mostReasons);
}

const locales = { zh: "zh-CN", en: "en" } as const;
const percent = (share: number, language: Language) =>
  new Intl.NumberFormat(locales[language], { style: "percent", maximumSignificantDigits: 2 }).format(share);
const short = (value: number) => new Intl.NumberFormat("en", { maximumSignificantDigits: 2 }).format(value);
