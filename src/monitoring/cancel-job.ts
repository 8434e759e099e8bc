import {
  type Bilingual,
  type Context,
  type Event,
  type Jobs,
  type JobView,
  Refusal,
  type Tx,
} from "../platform/index.ts";

interface Cancelling {
  readonly id: string;
  /** What the job is, in a sentence. */
  readonly what: Bilingual;
  /** Refuses whoever may not, and what there is not; gives what the log is told. */
  tell(tx: Tx, job: JobView | undefined): Event | Promise<Event>;
}

/** Ends a job that waits or goes on, and tells the log. */
export async function cancelJob(
  context: Context,
  jobs: Pick<Jobs, "cancel" | "read">,
  { id, what, tell }: Cancelling,
): Promise<void> {
  await context.commit(async (tx) => {
    const job = await jobs.read(id);
    const event = await tell(tx, job);
    if (job?.state !== "waiting" && job?.state !== "running") throw alreadyOver(what);
    await jobs.cancel(id, tx);
    return { result: undefined, event };
  });
  await jobs.cancel(id);
}

/** Who had asked for it, and how far it was. */
export const asItWas = ({ actor, state, percent }: JobView) => ({
  askedBy: actor,
  state,
  percent: Math.floor(percent),
});

export const alreadyOver = ({ zh, en }: Bilingual) =>
  new Refusal("conflict", {
    zh: `这${zh}已经结束，不能再取消。`,
    en: `This ${en} is over and cannot be cancelled any more.`,
  });
