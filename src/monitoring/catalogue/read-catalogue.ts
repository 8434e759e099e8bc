import { z } from "zod";
import { type Detector, formulaOf, isOwn, parametersOf, schemes } from "../../detection/index.ts";
import { type Actor, type Reader, sql } from "../../platform/index.ts";
import { kindOfTable } from "../../records/index.ts";
import { namesOfAccounts } from "../alerts/names.ts";
import { alertVisibleTo } from "../alerts/visible-alert.ts";
import { isNotMuted, mutesInForce } from "../mutes/muted-sql.ts";
import { detectorNamed, knownDetectors } from "../rules/known-detectors.ts";
import { rulesIn } from "../rules/queries.ts";
import { lastRevisions } from "./revisions.ts";
import { noSuchDetector } from "./switch-detector.ts";

const bilingual = z.object({ zh: z.string(), en: z.string() });
const value = z.union([z.number(), z.array(z.number())]);

const lastRun = z.object({
  at: z.string(),
  state: z.enum(["ran", "not-run", "failed"]),
  reason: bilingual.optional(),
  /** Hypotheses tested; 0 for a rule. */
  tests: z.int(),
  milliseconds: z.number(),
});

const summary = z.object({
  id: z.string(),
  scheme: z.object({ id: z.string(), title: bilingual }),
  severity: z.enum(["low", "medium", "high"]),
  title: bilingual,
  isOff: z.boolean(),
  /** Whether it judges records as they come in, and deals before they are booked; why not, where it does not. */
  live: z.object({ isLive: z.boolean(), isBeforehand: z.boolean(), because: bilingual.optional() }),
  /** Written here, and whether any version of it is in force. */
  own: z.object({ isInForce: z.boolean() }).optional(),
  /** Parameters that differ from their defaults. */
  changed: z.int(),
  lastRun: lastRun.optional(),
  /** Alerts that are still found and that the reader may see. */
  alerts: z.object({ open: z.int(), confirmed: z.int(), innocent: z.int(), all: z.int() }),
});
export const catalogue = z.object({ rows: z.array(summary) });

export const detectorView = summary.extend({
  why: bilingual,
  /** With the values that the next run goes by. */
  formula: bilingual,
  /** The same with `{name}` where a parameter's value stands. */
  template: bilingual,
  innocent: z.array(bilingual),
  blindTo: z.array(bilingual),
  nextChecks: z.array(bilingual),
  source: z.string(),
  reads: z.array(z.object({ table: z.string(), title: bilingual.optional(), columns: z.array(z.string()) })),
  revision: z.int(),
  /** Number of the version in force; 0 where it goes as it ships. */
  rule: z.int(),
  parameters: z.array(
    z.object({
      name: z.string(),
      form: z.enum(["whole", "decimal", "decimals"]),
      meaning: bilingual,
      usual: value,
      value,
      least: z.number(),
      most: z.number(),
    }),
  ),
  history: z.array(
    z.object({
      revision: z.int(),
      isOff: z.boolean(),
      reason: z.string(),
      by: z.string(),
      at: z.string(),
    }),
  ),
});

type Summary = z.infer<typeof summary>;

/** Every detector from its own file, with how the last run of it went. */
export async function readCatalogue(db: Reader, actor: Actor): Promise<z.infer<typeof catalogue>> {
  const known = await readKnown(db, actor);
  return { rows: (await knownDetectors(db)).map((detector) => summaryOf(detector, known)) };
}

export async function readDetector(
  db: Reader,
  actor: Actor,
  id: string,
): Promise<z.infer<typeof detectorView>> {
  const detector = await detectorNamed(db, id);
  if (!detector) throw noSuchDetector(id);
  const [known, history] = await Promise.all([readKnown(db, actor), readHistory(db, id)]);
  const { why, innocent, blindTo, nextChecks, source } = detector;
  const current = detector.params.parse(known.rules.get(id)?.params ?? {});
  const parameters = parametersOf(detector).map(({ usual, ...parameter }) => ({
    ...parameter,
    usual: value.parse(usual),
    value: value.parse(current[parameter.name]),
  }));
  return {
    ...summaryOf(detector, known),
    why,
    formula: formulaOf(detector, current),
    template: detector.formula,
    innocent: [...innocent],
    blindTo: [...blindTo],
    nextChecks: [...nextChecks],
    source,
    reads: Object.entries(detector.reads).map(([table, columns]) => {
      const title = factTitles[table] ?? kindOfTable(table)?.title;
      return { table, ...(title ? { title } : {}), columns: [...columns] };
    }),
    revision: known.revisions.get(id)?.revision ?? 0,
    rule: known.rules.get(id)?.number ?? 0,
    parameters,
    history,
  };
}

const factTitles: Readonly<Record<string, { zh: string; en: string }>> = {
  sales: { zh: "销售单据", en: "Sales" },
  sale_lines: { zh: "销售明细", en: "Sale lines" },
  billings: { zh: "开票", en: "Billings" },
  reversals: { zh: "退货与冲回", en: "Returns and reversals" },
};

const storedRuns = z.array(
  z.object({
    id: z.string(),
    state: z.enum(["ran", "not-run", "failed"]),
    reason: bilingual.optional(),
    tests: z.number(),
    milliseconds: z.number(),
  }),
);

type Known = Awaited<ReturnType<typeof readKnown>>;

async function readKnown(db: Reader, actor: Actor) {
  const [revisions, rules, run, alerts] = await Promise.all([
    lastRevisions(db),
    rulesIn(db, "in-force"),
    db
      .selectFrom("detection_run")
      .select(["finished_at", "detectors"])
      .where("state", "=", "committed")
      .where("cause", "<>", "live")
      .orderBy("finished_at", "desc")
      .limit(1)
      .executeTakeFirst(),
    // Not the run's own count of findings: it would tell of those that are hidden.
    db
      .selectFrom("alert")
      .select(["detector", "status", sql<number>`count(*)::integer`.as("n")])
      .where("found", "=", true)
      .where(alertVisibleTo(actor))
      .where(isNotMuted(await mutesInForce(db)))
      .groupBy(["detector", "status"])
      .execute(),
  ]);
  const runs = new Map(storedRuns.parse(run?.detectors ?? []).map(({ id, ...one }) => [id, one]));
  return { revisions, rules, ranAt: run?.finished_at ?? undefined, runs, alerts };
}

function summaryOf(
  { id, scheme, severity, title, locality }: Detector,
  { revisions, rules, ranAt, runs, alerts }: Known,
): Summary {
  const run = runs.get(id);
  const count = (...statuses: string[]) =>
    alerts.reduce((sum, row) => sum + (row.detector === id && statuses.includes(row.status) ? row.n : 0), 0);
  return {
    id,
    scheme: { id: scheme, title: schemes[scheme] },
    severity,
    title,
    isOff: revisions.get(id)?.isOff ?? false,
    live:
      locality.unit === "all"
        ? { isLive: false, isBeforehand: false, because: locality.because }
        : { isLive: true, isBeforehand: locality.beforehand !== undefined },
    ...(isOwn({ id }) ? { own: { isInForce: rules.has(id) } } : {}),
    changed: Object.keys(rules.get(id)?.params ?? {}).length,
    ...(run && ranAt ? { lastRun: { at: ranAt.toISOString(), ...withoutUndefined(run) } } : {}),
    alerts: {
      open: count("open", "in-review"),
      confirmed: count("confirmed"),
      innocent: count("innocent"),
      all: count("open", "in-review", "confirmed", "innocent", "duplicate"),
    },
  };
}

function withoutUndefined({ reason, ...run }: Omit<z.infer<typeof storedRuns>[number], "id">) {
  return { ...run, ...(reason ? { reason } : {}) };
}

async function readHistory(db: Reader, id: string): Promise<z.infer<typeof detectorView>["history"]> {
  const rows = await db
    .selectFrom("detector_revision")
    .selectAll()
    .where("detector", "=", id)
    .orderBy("revision", "desc")
    .limit(100)
    .execute();
  const names = await namesOfAccounts(
    db,
    rows.map(({ changed_by }) => changed_by),
  );
  return rows.map(({ revision, is_off, reason, changed_by, changed_at }) => ({
    revision,
    isOff: is_off,
    reason,
    by: names.get(changed_by) ?? changed_by,
    at: changed_at.toISOString(),
  }));
}
