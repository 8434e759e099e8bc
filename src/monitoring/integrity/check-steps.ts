import type pg from "pg";
import type { IntegrityFault } from "../../ledger/index.ts";
import { canonicalJson, followerPosition } from "../../platform/index.ts";
import { stepTypes, toldStep } from "../alerts/follow-alerts.ts";
import { readTold, type Told } from "./read-told.ts";

interface StepRow {
  readonly alert: string;
  readonly revision: number;
  readonly step: unknown;
  readonly actor: string;
  readonly at: Date;
  readonly known_at: bigint | null;
}

/** Every step that a person took against its entry: the same step, author and moment, each on both sides. */
export async function checkSteps(
  session: pg.Client,
): Promise<{ readonly rows: number; readonly faults: readonly IntegrityFault[] }> {
  const entries = await readTold(session, `alert\\.(${stepTypes.join("|")})`);
  const reached = await followerPosition(session, "alerts");
  const { rows } = await session.query<StepRow>("SELECT * FROM alert_step");
  const taken = new Map(rows.map((row) => [`alert:${row.alert}/${row.revision}`, row]));
  const told = new Set<string>();
  const faults: IntegrityFault[] = [];
  for (const entry of entries) {
    const place = `${entry.subject}/${entry.seals.revision}`;
    const row = taken.get(place);
    // An alert's revision is taken once: a second entry about it was not written by the house.
    if (!row || told.has(place) || !fits(row, entry, reached)) faults.push(wrong(place));
    told.add(place);
  }
  for (const place of taken.keys()) if (!told.has(place)) faults.push(wrong(place));
  return { rows: rows.length, faults };
}

function fits({ step, actor, at, known_at, revision }: StepRow, entry: Told, reached: bigint): boolean {
  if (actor !== entry.actor || at.toISOString() !== entry.time) return false;
  if (known_at !== (entry.index !== null && entry.index < reached ? entry.index : null)) return false;
  if (entry.after === undefined) return true;
  const said = toldStep.safeParse(entry.after).data;
  return said?.revision === revision && canonicalJson(said.step) === canonicalJson(step);
}

const wrong = (place: string): IntegrityFault => ({
  place: `${place}/step`,
  sentence: {
    zh: `疑点的处理步骤 ${place} 与日志不符：它被改动、删除，或是在系统之外写入的。`,
    en: `The step ${place} is not as the log tells it: it was changed, taken away, or written from outside.`,
  },
});
