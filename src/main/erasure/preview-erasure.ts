import { countFindings, type ErasedPerson } from "../../monitoring/index.ts";
import { accountsOf } from "../../people/index.ts";
import { type Context, countHolding, countOpenings, type Reader, sql } from "../../platform/index.ts";
import {
  type ErasureChoice,
  type FoundPerson,
  findHolding,
  type HeldRecord,
  readChosen,
} from "../../records/index.ts";
import { erasureResource, holdings } from "./parts.ts";

/** What a choice would destroy; nothing is changed. */
export interface ErasurePreview {
  readonly counts: ErasureCounts;
  readonly held: readonly HeldRecord[];
  /** Other records that repeat what the person's say: each is to be chosen or left, one by one. */
  readonly repeats: readonly FoundPerson[];
  readonly moreRepeats: boolean;
  /** Alerts about it that nobody has decided yet. */
  readonly hasAccountInUse: boolean;
}

export interface ErasureCounts {
  readonly records: number;
  readonly whole: number;
  readonly versions: number;
  readonly alerts: number;
  /** Values apart that open commitments of log entries. */
  readonly openings: number;
  /** Rows of notes, views, mappings and the like. */
  readonly mentions: number;
  readonly uploads: number;
  readonly accounts: number;
}

/** The employees whose own records are among the chosen. */
export function employeesIn(rows: readonly { readonly kind: string; readonly key: string }[]): string[] {
  return [...new Set(rows.flatMap(({ kind, key }) => (kind === "employee" ? [key] : [])))];
}

export async function previewErasure(context: Context, choice: ErasureChoice): Promise<ErasurePreview> {
  return context.disclose({ type: "erasure.previewed", subject: "house:erasure" }, async (db) => {
    const { free, held, values } = await readChosen(db, choice);
    const rows = free.flatMap((one) => one.rows);
    context.require("erasures.ask", erasureResource("new", undefined, employeesIn(rows)));
    const person: ErasedPerson = {
      records: free.map(({ chosen }) => chosen.record),
      names: rows.map(({ kind, key }) => `${kind}:${key}`),
      values,
      mentions: choice.mentions,
    };
    const everything = [...values.distinctive, ...values.ambiguous];
    const anywhere = choice.mentions ? everything : values.distinctive;
    const accounts = await accountsOf(db, { employees: employeesIn(rows), values });
    const { found, isCut } = await findHolding(
      db,
      everything,
      choice.records.map(({ record }) => record),
    );
    return {
      counts: {
        records: free.length,
        whole: free.filter(({ chosen }) => !chosen.parts).length,
        versions: rows.length,
        alerts: await countFindings(db, person),
        openings: await countOpenings(db, anywhere),
        mentions: await countMentions(db, anywhere),
        uploads: await countUploads(db),
        accounts: accounts.length,
      },
      held,
      repeats: found,
      moreRepeats: isCut,
      hasAccountInUse: accounts.some(({ isDisabled }) => !isDisabled),
    };
  });
}

async function countMentions(db: Reader, values: readonly string[]): Promise<number> {
  let rows = 0;
  for (const holding of holdings) rows += await countHolding(db, holding, values);
  return rows;
}

async function countUploads(db: Reader): Promise<number> {
  const { n } = await db
    .selectFrom("upload")
    .select(sql<bigint>`count(*)`.as("n"))
    .where("state", "<>", "removed")
    .executeTakeFirstOrThrow();
  return Number(n);
}
