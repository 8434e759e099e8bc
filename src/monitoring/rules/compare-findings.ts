import type { Detection, Finding } from "../../detection/index.ts";
import { type Reader, type Sql, sql, type Tx } from "../../platform/index.ts";
import type { AlertReader } from "../runs/found-alerts.ts";
import type { Found } from "../runs/stage-alerts.ts";
import type { Side } from "./tables.ts";

/** A version on trial. */
export interface Trial {
  readonly detector: string;
  readonly number: number;
}

export interface TrialLine extends Found {
  readonly side: Side;
  /** Alerts that people decided about: confirmed ones that rest on one of its records, innocent ones of its key. */
  readonly confirmed: readonly string[];
  readonly innocent: readonly string[];
}

type Outcome = Pick<Detection, "runs" | "findings">;
interface Compared {
  /** With the version in force, and with the one on trial in its place. */
  readonly before: Outcome;
  readonly after: Outcome;
  readonly rules: Readonly<Record<string, number>>;
}

/**
 * What would be found in addition and no more. It is not only the detector's own: where it tests hypotheses, others
 * may come or go by the control of false discoveries. What both find is told of the detector alone.
 */
export function compareFindings(
  { detector, number }: Trial,
  { before, after, rules }: Compared,
  { foundOf }: Pick<AlertReader, "foundOf">,
  decided: Decided,
): TrialLine[] {
  const [had, has] = [byKey(before.findings), byKey(after.findings)];
  const line = (side: Side, finding: Finding, by: Outcome): TrialLine => {
    const numbers = side === "lost" ? rules : { ...rules, [detector]: number };
    const found = foundOf(finding, { runs: by.runs, rules: numbers });
    return { side, ...found, ...decided(found) };
  };
  const lost = [...had.values()].filter(({ key }) => !has.has(key));
  return [
    ...[...has.values()].flatMap((finding) => {
      const side = had.has(finding.key) ? "kept" : "gained";
      return side === "kept" && finding.detector !== detector ? [] : [line(side, finding, after)];
    }),
    ...lost.map((finding) => line("lost", finding, before)),
  ];
}

const byKey = (findings: readonly Finding[]) => new Map(findings.map((finding) => [finding.key, finding]));

type Decided = (found: Found) => { readonly confirmed: string[]; readonly innocent: string[] };

/** What people have decided by now, to be asked of findings. */
export async function readDecided(db: Reader): Promise<Decided> {
  const rows = await db
    .selectFrom("alert")
    .select(["id", "key", "status", "records"])
    .where("status", "in", ["confirmed", "innocent"])
    .execute();
  const confirmed = new Map<string, Set<string>>();
  const innocent = new Map<string, string>();
  const note = (place: string, id: string) =>
    confirmed.set(place, (confirmed.get(place) ?? new Set()).add(id));
  for (const { id, key, status, records } of rows) {
    if (status === "innocent") innocent.set(key, id);
    else for (const place of [key, ...records]) note(place, id);
  }
  return ({ finding: { key, evidence } }) => {
    const places = [key, ...evidence.map(({ record }) => record)];
    const cleared = innocent.get(key);
    return {
      confirmed: [...new Set(places.flatMap((place) => [...(confirmed.get(place) ?? [])]))].sort(),
      innocent: cleared === undefined ? [] : [cleared],
    };
  };
}

const atOnce = 500;

/** Writes lines down in place of those that stand there of the same trial and day, or of the same run. */
export async function writeLines(
  tx: Pick<Tx, "getExecutor">,
  { detector, number }: Trial,
  where: { readonly trial: string } | { readonly run: string },
  day: string,
  lines: readonly TrialLine[],
): Promise<void> {
  const [trial, run] = "trial" in where ? [where.trial, null] : [null, where.run];
  const write = (statement: Sql) => statement.execute(tx);
  await write(sql`DELETE FROM rule_finding WHERE detector = ${detector} AND number = ${number} AND day = ${day}::date
    AND (trial = ${trial}::uuid OR run = ${run}::uuid)`);
  for (let i = 0; i < lines.length; i += atOnce) {
    const rows = lines.slice(i, i + atOnce).map((line) => ({ ...line, key: line.finding.key }));
    await write(sql`
      INSERT INTO rule_finding (detector, number, trial, run, day, side, key, finding, subjects, confirmed, innocent)
      SELECT ${detector}, ${number}, ${trial}::uuid, ${run}::uuid, ${day}::date, r.* FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(side text, key text, finding jsonb, subjects text[], confirmed uuid[], innocent uuid[])`);
  }
}
