import { z } from "zod";

/** What a run was asked for by: an import, the schedule, or somebody. */
export const runInput = z.object({ cause: z.enum(["import", "schedule", "person"]) });
export type RunInput = z.infer<typeof runInput>;
