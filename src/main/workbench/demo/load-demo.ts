import type { RoomParts } from "../../../people/index.ts";
import { type Context, type Jobs, type Reader, Refusal } from "../../../platform/index.ts";
import { demoJob, demoSource } from "./demo-job.ts";

const house = { type: "House", id: "house" } as const;

/** Starts to load the demo company into a house without records. Gives the job's id. */
export function loadDemo(
  parts: Pick<RoomParts, "database" | "contexts" | "data" | "jobs">,
  context: Context,
): Promise<string> {
  const job = demoJob(parts);
  return context.commit(async (tx) => {
    context.require("demo.load", house);
    if (await hasRecords(tx)) throw recordsAreThere();
    if (await isLoading(parts.jobs)) throw underWay();
    const id = await parts.jobs.start(job, {}, context.actor, tx);
    return { result: id, event: { type: "demo.requested", subject: "house" } };
  });
}

export async function hasRecords(db: Reader): Promise<boolean> {
  const batch = db.selectFrom("import_batch").select("id").where("state", "=", "committed");
  return (await batch.limit(1).executeTakeFirst()) !== undefined;
}

/** Whether any records come from the demo company. */
export async function isDemo(db: Reader): Promise<boolean> {
  const batch = db.selectFrom("import_batch").select("id").where("source", "=", demoSource);
  return (await batch.where("state", "=", "committed").limit(1).executeTakeFirst()) !== undefined;
}

export async function isLoading(jobs: Jobs): Promise<boolean> {
  const [last] = await jobs.list("main.demo", 1);
  return last?.state === "waiting" || last?.state === "running";
}

const recordsAreThere = () =>
  new Refusal("conflict", {
    zh: "这里已有记录，不能再载入演示公司。请为演示另用一个数据文件夹。",
    en: "There are records here already, so the demo company cannot be loaded. Use another data folder for the demo.",
  });
const underWay = () =>
  new Refusal("conflict", {
    zh: "演示公司正在载入。",
    en: "The demo company is being loaded.",
  });
