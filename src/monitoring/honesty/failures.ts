import { z } from "zod";
import type { Bilingual } from "../../platform/index.ts";

const bilingual = z.object({ zh: z.string(), en: z.string() });

/** A part of detection that failed and has not succeeded since. */
const failure = z.object({
  /** A detector's id; `profile`: what drift is told by; `run`: a whole run; `scoring`, `training`: of the ranking. */
  part: z.string(),
  /** The last run in which it failed. */
  run: z.uuid(),
  at: z.string(),
  reason: bilingual,
  /** How many committed runs it has failed in a row; 1 for a run that never came to an end. */
  runs: z.int(),
  /** Somebody has switched it off since. */
  isOff: z.boolean(),
});
export type Failure = z.infer<typeof failure>;

/** With the sentence that a person reads. */
export const toldFailure = failure.extend({ sentence: bilingual });

/** A run as far as its failures are concerned. */
export interface ToldRun {
  readonly id: string;
  readonly finishedAt: Date;
  readonly parts: readonly {
    readonly part: string;
    readonly state: string;
    readonly reason?: Bilingual | undefined;
  }[];
}

/**
 * What failed and did not succeed in any later run: a run in which it did not run, for want of data or because it was
 * switched off, mends nothing. Runs are given newest first.
 */
export function standingFailures(runs: readonly ToldRun[], switchedOff: readonly string[] = []): Failure[] {
  const parts = new Set(runs.flatMap((run) => run.parts.map(({ part }) => part)));
  return [...parts].flatMap((part): Failure[] => {
    const told = runs.flatMap((run) => {
      const own = run.parts.find((one) => one.part === part);
      return own && own.state !== "not-run" ? [{ run, ...own }] : [];
    });
    const [last] = told;
    if (last?.state !== "failed") return [];
    const succeeded = told.findIndex(({ state }) => state === "ran");
    return [
      {
        part,
        run: last.run.id,
        at: last.run.finishedAt.toISOString(),
        reason: last.reason ?? { zh: "未说明原因", en: "no reason given" },
        runs: succeeded === -1 ? told.length : succeeded,
        isOff: switchedOff.includes(part),
      },
    ];
  });
}

/** Messages of the database can quote what stood in a record: whoever may not read records gets them without. */
export const withoutValues = ({ zh, en }: Bilingual): Bilingual => ({ zh: bare(zh), en: bare(en) });

const bare = (text: string) => text.replace(/'[^']*'|"[^"]*"/g, "…");
