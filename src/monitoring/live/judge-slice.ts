import {
  areMoreThan,
  customersOf,
  findInStore,
  findRecordsInStore,
  neighbourhoodOf,
  touchedBy,
} from "../../records/index.ts";
import { type Day, dayOf, layNear, mostRows, type SliceParts } from "./lay-near.ts";
import type { Waiting } from "./queue.ts";
import { recentAmong, standingAbout, suspectsAmong } from "./suspects.ts";
import { writeSlice } from "./write-slice.ts";

export interface Slice {
  readonly customers: number;
  readonly failed: readonly string[];
  readonly leftOut: number;
}

/** Where the customers have more rows than these, it is asked first, by recent rows, whom there may be something to find about. */
const fewRows = 4_000;

/** Judges whoever the waiting batches touch, and writes down what differs from what is known. */
export async function judgeSlice(
  parts: SliceParts,
  waiting: readonly Waiting[],
  few: number = fewRows,
): Promise<Slice> {
  const { session, bench } = parts;
  const find = findRecordsInStore(session);
  const touched = await touchedBy(
    session,
    waiting.map(({ batch }) => batch),
  );
  const day = await dayOf(parts);
  const { recent, others, since } = recentAmong(touched, { today: day.today, days: bench.recentDays });
  const some = bench.together(await customersOf(recent, find));
  const wholly = await customersOf(others, find);
  if (!(await areMoreThan(session, few, some)))
    return judgeCustomers(parts, day, bench.together([...new Set([...some, ...wholly])]));
  const suspects = await suspectsAmong(parts, day, { recent, since, customers: some });
  const known = await standingAbout(parts, some);
  const asked = bench.together([
    ...new Set([...wholly, ...known.customers, ...[...suspects.by.values()].flatMap((ones) => [...ones])]),
  ]);
  // Where only new rows came in, the others have nothing to find about them and nothing to take back.
  const only = wholly.length > 0 ? undefined : new Set([...known.detectors, ...suspects.by.keys()]);
  const slice = await judgeCustomers(parts, day, asked, only);
  return {
    customers: new Set([...some, ...wholly]).size,
    failed: [...new Set([...suspects.failed, ...slice.failed])],
    leftOut: suspects.leftOut + slice.leftOut,
  };
}

async function judgeCustomers(
  parts: SliceParts,
  day: Day,
  customers: readonly string[],
  by?: ReadonlySet<string>,
): Promise<Slice> {
  if (customers.length === 0) return { customers: 0, failed: [], leftOut: 0 };
  const { session, bench } = parts;
  const near = await neighbourhoodOf(customers, findInStore(session));
  if (near.size > mostRows) {
    if (customers.length === 1) return { customers: 0, failed: [], leftOut: 1 };
    const half = Math.ceil(customers.length / 2);
    const first = await judgeCustomers(parts, day, customers.slice(0, half), by);
    const second = await judgeCustomers(parts, day, customers.slice(half), by);
    return {
      customers: first.customers + second.customers,
      failed: [...first.failed, ...second.failed],
      leftOut: first.leftOut + second.leftOut,
    };
  }
  const laid = await layNear(parts, day, near);
  const { asOf } = laid;
  const only = laid.only.filter(({ id }) => by?.has(id) ?? true);
  const { fiscalYearStart } = day;
  const detection = await bench.judge(customers, { asOf, fiscalYearStart, only });
  const ids = new Set(only.map(({ id }) => id));
  await writeSlice(parts, { customers, detection, asOf, fiscalYearStart, only: ids });
  return { customers: customers.length, failed: [...detection.failed.keys()], leftOut: 0 };
}
