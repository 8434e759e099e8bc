import type pg from "pg";
import type { Context, Database } from "../../platform/index.ts";
import {
  dayIn,
  findByKey,
  fiscalYearStartOf,
  type LinkedRow,
  readRows,
  readSettings,
} from "../../records/index.ts";
import { detectorsSwitchedOff } from "../catalogue/revisions.ts";
import { latestDay } from "../report/summaries.ts";
import type { LiveBench } from "./bench.ts";

export interface SliceParts {
  readonly database: Database;
  readonly session: pg.Client;
  readonly context: Context;
  readonly bench: LiveBench;
}

/** Rows that are judged at once at most; a slice with more is cut in two. */
export const mostRows = 150_000;

export interface Day {
  readonly today: string;
  readonly fiscalYearStart: number;
}

export async function dayOf({ database, context }: SliceParts): Promise<Day> {
  const { timeZone, fiscal } = (await readSettings(database.reader)).calendar;
  return { today: dayIn(context.now, timeZone), fiscalYearStart: fiscalYearStartOf(fiscal) };
}

/** Puts rows and the employees they name where they are judged. */
export async function layNear(
  { session, bench, database }: SliceParts,
  { today }: Day,
  near: ReadonlyMap<number, LinkedRow>,
) {
  const employees = new Set(
    [...near.values()].flatMap(({ refs }) => refs.filter((ref) => ref.startsWith(employee))),
  );
  const masters = await findByKey(
    session,
    "employee",
    [...employees].map((ref) => ref.slice(employee.length)),
  );
  await bench.lay(await readRows(session, [...near.keys(), ...masters]));
  const asOf = bench.asOf((await latestDay(bench.warehouse, today)) ?? today);
  await bench.build(asOf);
  const off = new Set(await detectorsSwitchedOff(database.reader));
  return { asOf, only: bench.local.filter(({ id }) => !off.has(id)) };
}

const employee = "employee:";
