import { statfs } from "node:fs/promises";
import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import { sql } from "../../platform/index.ts";
import { bilingual } from "./money.ts";

const job = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
  percent: z.number(),
  words: bilingual.optional(),
  createdAt: z.string(),
  finishedAt: z.string().optional(),
});

/** Whether the system works, for whoever runs it: nothing of what is in it. */
export const systemBoard = z.object({
  jobs: z.array(job),
  /** Bytes of the disk that holds the data folder. */
  disk: z.object({ free: z.number(), size: z.number() }),
  databaseBytes: z.number(),
  /** Events in the log, those that wait for their index, and how many each follower has yet to see. */
  log: z.object({
    size: z.int(),
    waiting: z.int(),
    followers: z.array(z.object({ name: z.string(), behind: z.int() })),
  }),
  people: z.object({ accounts: z.int(), sessions: z.int() }),
});

const jobsShown = 8;

export async function readSystemBoard({
  database: { reader },
  data,
}: Pick<RoomParts, "database" | "data">): Promise<z.infer<typeof systemBoard>> {
  const [jobs, [counts], followers, disk] = await Promise.all([
    reader
      .selectFrom(
        sql<JobRow>`(SELECT id, name, state, percent::float8, words, created_at, finished_at FROM job ORDER BY created_at DESC LIMIT ${jobsShown})`.as(
          "j",
        ),
      )
      .selectAll()
      .execute(),
    reader
      .selectFrom(
        sql<{ size: number; waiting: number; bytes: bigint; accounts: number; sessions: number }>`(
          SELECT (SELECT size FROM log_head)::integer AS size, (SELECT count(*) FROM outbox)::integer AS waiting,
            pg_database_size(current_database()) AS bytes, (SELECT count(*) FROM account WHERE disabled_at IS NULL)::integer AS accounts,
            (SELECT count(*) FROM auth_session WHERE expires_at > now())::integer AS sessions)`.as("c"),
      )
      .selectAll()
      .execute(),
    reader
      .selectFrom(
        sql<{ name: string; behind: number }>`(
          SELECT f.name, greatest(h.size - f.next_index, 0)::integer AS behind FROM log_follower f, log_head h ORDER BY 2 DESC, 1)`.as(
          "f",
        ),
      )
      .selectAll()
      .execute(),
    statfs(data),
  ]);
  const { size = 0, waiting = 0, bytes = 0n, accounts = 0, sessions = 0 } = counts ?? {};
  return {
    jobs: jobs.map(({ created_at, finished_at, words, ...row }) => ({
      ...row,
      ...(words ? { words } : {}),
      createdAt: created_at.toISOString(),
      ...(finished_at ? { finishedAt: finished_at.toISOString() } : {}),
    })),
    disk: { free: disk.bavail * disk.bsize, size: disk.blocks * disk.bsize },
    databaseBytes: Number(bytes),
    log: { size, waiting, followers },
    people: { accounts, sessions },
  };
}

interface JobRow {
  id: string;
  name: string;
  state: z.infer<typeof job>["state"];
  percent: number;
  words: { zh: string; en: string } | null;
  created_at: Date;
  finished_at: Date | null;
}
