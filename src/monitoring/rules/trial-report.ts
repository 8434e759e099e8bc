import { z } from "zod";
import { suspicionVisibleTo } from "../../people/index.ts";
import { type Actor, type Context, type Jobs, type Reader, Refusal, sql } from "../../platform/index.ts";
import { detectorTitles } from "../alerts/titles.ts";
import { alertVisibleTo } from "../alerts/visible-alert.ts";
import { house } from "../house.ts";
import { alertFinding } from "../runs/alert-finding.ts";
import { noSuchTrial } from "./cancel-back-test.ts";
import { ruleSubject } from "./queries.ts";
import { lastShadows, readTrial } from "./read-rules.ts";
import type { Side } from "./tables.ts";

const bilingual = z.object({ zh: z.string(), en: z.string() });
const party = z.object({ id: z.string(), name: z.string().optional() });
const money = z.array(z.object({ currency: z.string(), amount: z.string() }));

const trialRow = z.object({
  key: z.string(),
  detector: z.string(),
  detectorTitle: bilingual,
  subject: party.extend({ kind: z.string() }),
  sentence: bilingual,
  score: z.number(),
  amount: z.string(),
  currency: z.string(),
  days: z.array(z.string()),
  /** Known frauds that rest on one of its records. */
  confirmed: z.int(),
  /** People have decided that this very suspicion is innocent. */
  innocent: z.boolean(),
  /** The alert that it is already, where the reader may see it. */
  alert: z.uuid().optional(),
});

const known = z.object({ before: z.int(), after: z.int() });

/** What a version would have changed, of what the reader may see. */
const difference = z.object({
  gained: z.int(),
  lost: z.int(),
  kept: z.int(),
  gainedAmounts: money,
  lostAmounts: money,
  /** Known frauds that it catches, of all that people confirmed. */
  frauds: known.extend({ all: z.int(), amountsBefore: money, amountsAfter: money }),
  /** What people decided is innocent and is found all the same. */
  innocent: known,
  gainedRows: z.array(trialRow),
  lostRows: z.array(trialRow),
});
type Difference = z.infer<typeof difference>;

export const trialReport = difference.extend({
  id: z.uuid(),
  detector: z.string(),
  number: z.int(),
  against: z.int(),
  state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
  percent: z.number(),
  words: bilingual.optional(),
  startedAt: z.string(),
  by: z.string(),
  minutesPerAlert: z.int(),
  /** More (or, negative, fewer) minutes of looking into alerts. */
  minutes: z.int(),
  days: z.array(
    z.object({
      day: z.string(),
      asOf: z.string(),
      /** Records as they were known then, or as they are known now by the day they tell of: edits unseen. */
      clock: z.enum(["known-at", "happened-by"]),
      before: z.int(),
      after: z.int(),
      gained: z.int(),
      lost: z.int(),
      frauds: known,
      failedBefore: bilingual.optional(),
      failedAfter: bilingual.optional(),
    }),
  ),
});
export type TrialReport = z.infer<typeof trialReport>;

export const shadowReport = difference.extend({
  at: z.string(),
  run: z.uuid(),
  failed: bilingual.optional(),
});
export type ShadowReport = z.infer<typeof shadowReport>;

/** The report of a back-test; an event tells that it was read. */
export function readTrialReport(context: Context, jobs: Jobs, id: string): Promise<TrialReport> {
  return context.disclose(
    (report: TrialReport) => ({
      type: "rule.back-test-read",
      subject: ruleSubject(report),
      after: { trial: id },
    }),
    async (db) => {
      context.require("detection.read", house);
      const trial = await readTrial(db, jobs, id);
      if (!trial) throw noSuchTrial();
      const { head, row, done } = trial;
      const days = done.map(({ day }) => day);
      const { actor } = context;
      const lines = days.length === 0 ? [] : await readLines(db, actor, { trial: id, days });
      const told = await differenceOf(db, actor, row.detector, lines);
      const own = lines.filter((line) => line.detector === row.detector);
      return {
        ...told,
        id,
        detector: row.detector,
        number: row.number,
        against: head.against,
        state: head.state,
        percent: head.percent,
        ...(head.words ? { words: head.words } : {}),
        startedAt: head.startedAt,
        by: head.by,
        minutesPerAlert: row.minutes_per_alert,
        minutes: (told.gained - told.lost) * row.minutes_per_alert,
        days: done.map(({ day, asOf, known, before, after }) => {
          const of = (...sides: Side[]) =>
            own.filter((line) => line.day === day && sides.includes(line.side));
          return {
            day,
            asOf,
            clock: known === undefined ? ("happened-by" as const) : ("known-at" as const),
            before: of("lost", "kept").length,
            after: of("gained", "kept").length,
            gained: of("gained").length,
            lost: of("lost").length,
            frauds: {
              before: fraudsIn(of("lost", "kept")).size,
              after: fraudsIn(of("gained", "kept")).size,
            },
            ...(before.failed ? { failedBefore: before.failed } : {}),
            ...(after.failed ? { failedAfter: after.failed } : {}),
          };
        }),
      };
    },
  );
}

/** What a version in shadow found in the last run; an event tells that it was read. */
export function readShadowReport(context: Context, detector: string, number: number): Promise<ShadowReport> {
  return context.disclose(
    { type: "rule.shadow-read", subject: ruleSubject({ detector, number }) },
    async (db) => {
      context.require("detection.read", house);
      const last = await lastShadows(db);
      const told = last?.told.find((one) => one.detector === detector && one.number === number);
      if (!last || !told) throw noShadowYet();
      const lines = await readLines(db, context.actor, { run: last.run, detector, number });
      const reason = told.failed ? { failed: told.failed } : {};
      return {
        ...(await differenceOf(db, context.actor, detector, lines)),
        ...{ at: last.at.toISOString(), run: last.run },
        ...reason,
      };
    },
  );
}

interface Line {
  readonly day: string;
  readonly side: Side;
  readonly key: string;
  readonly detector: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly weight: number;
  readonly confirmed: readonly string[];
  readonly innocent: readonly string[];
}

type Which =
  | { readonly trial: string; readonly days: readonly string[] }
  | { readonly run: string; readonly detector: string; readonly number: number };

async function readLines(db: Reader, actor: Actor, which: Which): Promise<Line[]> {
  const chosen =
    "trial" in which
      ? sql<boolean>`trial = ${which.trial}::uuid AND day = ANY(${[...which.days]}::date[])`
      : sql<boolean>`run = ${which.run}::uuid AND detector = ${which.detector} AND number = ${which.number}`;
  return db
    .selectFrom("rule_finding")
    .select([
      "day",
      "side",
      "key",
      sql<string>`finding->>'detector'`.as("detector"),
      sql<bigint>`(finding->>'amount')::bigint`.as("amount"),
      sql<string>`finding->>'currency'`.as("currency"),
      sql<number>`(finding->>'weight')::float8`.as("weight"),
      "confirmed",
      "innocent",
      "id",
    ])
    .where(chosen)
    .where(suspicionVisibleTo(actor, sql<string[]>`rule_finding.subjects`))
    .execute();
}

const fraudsIn = (lines: readonly Line[]) => new Set(lines.flatMap(({ confirmed }) => confirmed));
const mostRows = 200;

/** Over all days: found on some day by the one and on none by the other. */
async function differenceOf(
  db: Reader,
  actor: Actor,
  detector: string,
  lines: readonly (Line & { readonly id?: bigint })[],
): Promise<Difference> {
  const has = new Set(lines.flatMap(({ side, key }) => (side === "lost" ? [] : [key])));
  const had = new Set(lines.flatMap(({ side, key }) => (side === "gained" ? [] : [key])));
  const gained = strongest(lines.filter(({ key }) => !had.has(key)));
  const lost = strongest(lines.filter(({ key }) => !has.has(key)));
  const own = lines.filter((line) => line.detector === detector);
  const [before, after] = [
    own.filter(({ side }) => side !== "gained"),
    own.filter(({ side }) => side !== "lost"),
  ];
  const frauds = await readFrauds(db, actor);
  const visible = (some: readonly Line[]) => [...fraudsIn(some)].flatMap((id) => frauds.get(id) ?? []);
  const innocent = (some: readonly Line[]) => new Set(some.flatMap((line) => line.innocent)).size;
  return {
    gained: gained.length,
    lost: lost.length,
    kept: new Set(own.flatMap(({ key }) => (has.has(key) && had.has(key) ? [key] : []))).size,
    gainedAmounts: amountsOf(gained),
    lostAmounts: amountsOf(lost),
    frauds: {
      all: frauds.size,
      before: visible(before).length,
      after: visible(after).length,
      amountsBefore: amountsOf(visible(before)),
      amountsAfter: amountsOf(visible(after)),
    },
    innocent: { before: innocent(before), after: innocent(after) },
    gainedRows: await rowsOf(db, actor, gained.slice(0, mostRows), lines),
    lostRows: await rowsOf(db, actor, lost.slice(0, mostRows), lines),
  };
}

/** Each key once, by its weightiest day. */
function strongest<Some extends Line>(lines: readonly Some[]): Some[] {
  const byKey = new Map<string, Some>();
  for (const line of [...lines].sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1))) {
    if (!byKey.has(line.key)) byKey.set(line.key, line);
  }
  return [...byKey.values()];
}

function amountsOf(items: readonly { readonly amount: bigint; readonly currency: string }[]) {
  const totals = new Map<string, bigint>();
  for (const { amount, currency } of items) totals.set(currency, (totals.get(currency) ?? 0n) + amount);
  return [...totals]
    .filter(([, amount]) => amount > 0n)
    .map(([currency, amount]) => ({ currency, amount: String(amount) }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

async function readFrauds(db: Reader, actor: Actor) {
  const rows = await db
    .selectFrom("alert")
    .select(["id", "amount", "currency"])
    .where("status", "=", "confirmed")
    .where(alertVisibleTo(actor))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function rowsOf(
  db: Reader,
  actor: Actor,
  chosen: readonly (Line & { readonly id?: bigint })[],
  lines: readonly Line[],
): Promise<z.infer<typeof trialRow>[]> {
  const ids = chosen.flatMap(({ id }) => (id === undefined ? [] : [id]));
  if (ids.length === 0) return [];
  const found = await db
    .selectFrom("rule_finding")
    .select(["id", "finding"])
    .where("id", "in", ids)
    .execute();
  const findings = new Map(found.map(({ id, finding }) => [id, alertFinding.parse(finding)]));
  const keys = chosen.map(({ key }) => key);
  const alerts = await db
    .selectFrom("alert")
    .select(["id", "key"])
    .where("key", "in", keys)
    .where(alertVisibleTo(actor))
    .execute();
  const alertOf = new Map(alerts.map(({ id, key }) => [key, id]));
  const titles = await detectorTitles(db);
  return chosen.flatMap((line) => {
    const finding = line.id === undefined ? undefined : findings.get(line.id);
    if (!finding) return [];
    const alert = alertOf.get(line.key);
    const { key, detector, subject, sentence, score, amount, currency } = finding;
    return [
      {
        key,
        detector,
        detectorTitle: titles(detector),
        subject: { kind: subject.kind, ...partyOf(subject) },
        ...{ sentence, score, amount, currency },
        days: lines.filter((one) => one.key === key).map(({ day }) => day),
        confirmed: line.confirmed.length,
        innocent: line.innocent.length > 0,
        ...(alert === undefined ? {} : { alert }),
      },
    ];
  });
}

const partyOf = ({ id, name }: { id: string; name?: string | undefined }) =>
  name === undefined ? { id } : { id, name };

const noShadowYet = () =>
  new Refusal("not-found", {
    zh: "这一版还没有随检测试运行过。",
    en: "No run has taken this version along in shadow yet.",
  });
