import { z } from "zod";
import { defineJob, sql } from "../../platform/index.ts";
import { house, type OperationsParts } from "./parts.ts";

const day = 86_400_000; // milliseconds

/** Removes what nobody needs any more: sessions and links that have ended, ids of messages and jobs of long ago. */
export function cleanUpJob({ settings }: OperationsParts) {
  return defineJob({
    name: "operations.clean-up",
    input: z.object({}),
    checkpoint: z.object({}),
    async run({ context }) {
      const act = context();
      const { now } = act;
      const oldest = new Date(now.getTime() - settings.keepJobs * day);
      const forgotten = new Date(now.getTime() - settings.keepMessages * day);
      await act.commit(async (tx) => {
        act.require("house.clean", house);
        const removed = async (statement: ReturnType<typeof sql>) =>
          Number((await statement.execute(tx)).numAffectedRows ?? 0n);
        const seals = {
          sessions: await removed(sql`DELETE FROM auth_session WHERE expires_at < ${now}`),
          verifications: await removed(sql`DELETE FROM auth_verification WHERE expires_at < ${now}`),
          links: await removed(sql`DELETE FROM one_time_link WHERE expires_at < ${now}`),
          messages: await removed(sql`DELETE FROM observation_seen WHERE seen_at < ${forgotten}`),
          jobs: await removed(sql`DELETE FROM job WHERE finished_at < ${oldest}`),
        };
        return { result: undefined, event: { type: "house.cleaned", subject: "house", seals } };
      });
    },
  });
}
