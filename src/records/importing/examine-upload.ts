import { type Context, canonicalJson, type Jobs, Refusal, type Tx } from "../../platform/index.ts";
import { sourceResource, uploadResource } from "../record-resources.ts";
import { checkPlan, type PlanProblem } from "./check-plan.ts";
import type { ImportJobs } from "./jobs.ts";
import type { Plan } from "./schemas.ts";
import { readyUpload, type Upload } from "./uploads.ts";

/** Has the files looked at: which kinds they hold and what their columns mean. What was found before is forgotten. */
export async function askForPreview(
  context: Context,
  jobs: Pick<Jobs, "start" | "cancel">,
  definitions: ImportJobs,
  { id, source }: { readonly id: string; readonly source: string | null | undefined },
): Promise<string> {
  const { job, before } = await context.commit(async (tx) => {
    context.require("uploads.work", uploadResource(id));
    const upload = await readyUpload(tx, id);
    const input = { upload: id, ...(source === undefined ? {} : { source }) };
    const started = await jobs.start(definitions.preview, input, context.actor, tx);
    await tx
      .updateTable("upload")
      .set({ preview_job: started, preview: null, plan: null, dry_run_job: null, dry_run: null })
      .set({ touched_at: context.now })
      .where("id", "=", id)
      .execute();
    const event = { type: "upload.examined", subject: `upload:${id}` };
    return { result: { job: started, before: [upload.preview_job, upload.dry_run_job] }, event };
  });
  for (const other of before) if (other) await jobs.cancel(other);
  return job;
}

/** Keeps what a person has decided, also while it is not yet complete: what stands in the way of importing. */
export async function savePlan(
  context: Context,
  { id, plan }: { readonly id: string; readonly plan: Plan },
): Promise<PlanProblem[]> {
  return context.commit(async (tx) => {
    context.require("uploads.work", uploadResource(id));
    const { preview, plan: before } = await readyUpload(tx, id);
    if (!preview) throw notExamined();
    // What was tried out by another plan says nothing of this one.
    const isSame = before !== null && canonicalJson(before) === canonicalJson(plan);
    await tx
      .updateTable("upload")
      .set({ plan: JSON.stringify(plan), touched_at: context.now })
      .$if(!isSame, (update) => update.set({ dry_run_job: null, dry_run: null }))
      .where("id", "=", id)
      .execute();
    const event = { type: "upload.planned", subject: `upload:${id}`, after: plan };
    return { result: checkPlan(preview, plan), event };
  });
}

/** Has the import tried out by the plan, without writing a record. */
export async function askForDryRun(
  context: Context,
  jobs: Pick<Jobs, "start" | "cancel">,
  definitions: ImportJobs,
  id: string,
): Promise<string> {
  const { job, before } = await context.commit(async (tx) => {
    context.require("uploads.work", uploadResource(id));
    const upload = await plannedUpload(tx, id);
    context.require("records.import", sourceResource(upload.plan.source));
    const started = await jobs.start(definitions.dryRun, { upload: id }, context.actor, tx);
    await tx
      .updateTable("upload")
      .set({ dry_run_job: started, dry_run: null, touched_at: context.now })
      .where("id", "=", id)
      .execute();
    const event = { type: "upload.rehearsed", subject: `upload:${id}` };
    return { result: { job: started, before: upload.dry_run_job }, event };
  });
  if (before) await jobs.cancel(before);
  return job;
}

/** An upload whose plan can be carried out; else the refusal names everything that stands in the way. */
export async function plannedUpload(tx: Tx, id: string): Promise<Upload & { readonly plan: Plan }> {
  const upload = await readyUpload(tx, id);
  const { plan, preview } = upload;
  if (!plan || !preview) throw notExamined();
  const problems = checkPlan(preview, plan);
  if (problems.length > 0) {
    throw new Refusal(
      "invalid",
      problems.map(({ message }) => message),
    );
  }
  return { ...upload, plan };
}

const notExamined = () =>
  new Refusal("conflict", {
    zh: "文件还没有识别完，请稍候再试。",
    en: "The files have not been recognised yet. Try again in a moment.",
  });
