import { z } from "zod";
import { isOwn, ownDeclaration } from "../../detection/index.ts";
import {
  type AnyJob,
  type Database,
  defineJob,
  type JobRun,
  type Reader,
  sql,
} from "../../platform/index.ts";
import { alertResource, noSuchAlert } from "../alerts/visible-alert.ts";
import { findVersion } from "../rules/queries.ts";
import { type AlertFinding, alertFinding } from "../runs/alert-finding.ts";
import { runInChild } from "../runs/run-child.ts";
import { version as product, whileReading } from "../runs/run-job.ts";
import type { RerunResult } from "./rerun.ts";
import { againResult } from "./work-out-again.ts";

const rerunInput = z.object({ alert: z.uuid(), version: z.int() });
type Rerun = JobRun<z.infer<typeof rerunInput>, Record<string, never>>;

const program = new URL("./work-out-again.child.ts", import.meta.url);

/** A version of an alert worked out again from the records as they were known to the run that made it. */
export function rerunJob({ database }: { readonly database: Database }): AnyJob {
  return defineJob({
    name: "alerts.re-run",
    input: rerunInput,
    checkpoint: z.object({}) as z.ZodType<Record<string, never>>,
    retries: 1,
    async run(run) {
      const made = await readMade(database.reader, run.input);
      const { finding, dataIndex, asOf, fiscalYearStart } = made;
      const { detector, params, key, rule: number = 0 } = finding;
      const declaration = await declarationOf(database.reader, detector, number);
      const rule = { detector, number, params, ...(declaration ? { declaration } : {}) };
      const request = { rule, key, asOf, dataIndex, fiscalYearStart };
      const onProgress = (percent: number, words: { zh: string; en: string }) =>
        void run.progress(percent, words).catch(() => undefined);
      const order = { program, request, result: againResult, signal: run.signal, onProgress };
      const again = await whileReading(database, () => runInChild(database, order));
      await keep(run, compare(made, again ?? undefined));
    },
  });
}

/** Of a detector that was written here, as the version that made the finding declared it. */
async function declarationOf(db: Reader, detector: string, number: number) {
  if (!isOwn({ id: detector })) return undefined;
  return ownDeclaration.parse((await findVersion(db, detector, number)).declaration);
}

interface Made {
  readonly finding: AlertFinding;
  readonly dataIndex: number;
  readonly asOf: string;
  readonly fiscalYearStart: number;
  readonly product: string;
  readonly erased: boolean;
}

async function readMade(db: Reader, { alert, version }: z.infer<typeof rerunInput>): Promise<Made> {
  const row = await db
    .selectFrom("alert_version")
    .innerJoin("detection_run", "detection_run.id", "alert_version.run")
    .select(["finding", "data_index", "as_of", "fiscal_year_start", "detection_run.version"])
    .select(
      sql<boolean>`EXISTS (SELECT FROM record_version WHERE erased_at > detection_run.finished_at)
        OR EXISTS (SELECT FROM erased_commitment WHERE place = 'alert:' || alert_version.id)`.as("erased"),
    )
    .where("alert", "=", alert)
    .where("alert_version.version", "=", version)
    .executeTakeFirstOrThrow();
  return {
    finding: alertFinding.parse(row.finding),
    dataIndex: Number(row.data_index ?? -1n),
    asOf: row.as_of ?? "",
    fiscalYearStart: row.fiscal_year_start ?? 1,
    product: row.version ?? "",
    erased: row.erased,
  };
}

function compare(
  { finding, product: before, erased }: Made,
  again: NonNullable<z.infer<typeof againResult>> | undefined,
): RerunResult {
  const { score, pValue, amount } = finding;
  const evidence = finding.evidence.map((one) => `${one.record} ${one.version}`);
  const sameEvidence = again !== undefined && evidence.join() === again.evidence.join();
  const isSame = sameEvidence && again.score === score && again.pValue === pValue && again.amount === amount;
  return {
    same: isSame,
    before: { score, ...(pValue === undefined ? {} : { pValue }), amount },
    ...(again
      ? {
          after: {
            score: again.score,
            ...(again.pValue === undefined ? {} : { pValue: again.pValue }),
            amount: again.amount,
          },
        }
      : {}),
    sameEvidence,
    erased,
    product: { before, after: product },
  };
}

function keep(run: Rerun, result: RerunResult): Promise<void> {
  const context = run.context();
  const { alert, version } = run.input;
  return context.commit(async (tx) => {
    const row = await tx
      .selectFrom("alert")
      .select(["id", "subjects"])
      .where("id", "=", alert)
      .executeTakeFirst();
    if (!row) throw noSuchAlert();
    context.require("alerts.read", alertResource(row));
    await tx
      .updateTable("alert_rerun")
      .set({ result: JSON.stringify(result), finished_at: context.now })
      .where("id", "=", run.id)
      .execute();
    const after = { rerun: run.id, version, ...result };
    return { result: undefined, event: { type: "alert.re-run", subject: `alert:${alert}`, after } };
  });
}
