import { z } from "zod";
import { type Reader, sql } from "../../platform/index.ts";
import { detectorsSwitchedOff } from "../catalogue/revisions.ts";
import { type Drift, driftOf, type ProfiledRun } from "./drift.ts";
import { type Failure, standingFailures, type ToldRun } from "./failures.ts";
import { oddsOf, type RunOdds } from "./false-alarms.ts";
import { runProfile } from "./run-profile.ts";

const bilingual = z.object({ zh: z.string(), en: z.string() });
const told = z.array(
  z.object({ id: z.string(), state: z.string(), reason: bilingual.optional(), kept: z.int().default(0) }),
);

const runsShown = 30;

/** The newest whole runs that are committed, newest first, with what each told of itself. */
async function readRuns(db: Reader) {
  const rows = await db
    .selectFrom("detection_run as d")
    .leftJoin("run_profile as p", "p.run", "d.id")
    .select(["d.id", "d.finished_at", "d.detectors", "d.findings", "d.findings_tested", "d.findings_by_rule"])
    .select(["d.tests", "d.false_discovery_rate", "d.expected_false_alarms", "p.profile", "p.problem"])
    .where("d.state", "=", "committed")
    .where("d.cause", "<>", "live")
    .orderBy("d.finished_at", "desc")
    .limit(runsShown)
    .execute();
  return rows.map((row) => ({ ...row, detectors: told.catch([]).parse(row.detectors) }));
}

type ReadRun = Awaited<ReturnType<typeof readRuns>>[number];

export interface RunsHealth {
  readonly odds: RunOdds[];
  readonly drift: Drift;
  readonly failures: Failure[];
}

export async function readRunsHealth(db: Reader): Promise<RunsHealth> {
  const [runs, off, broken] = await Promise.all([readRuns(db), detectorsSwitchedOff(db), brokenJobs(db)]);
  const [newest, before] = runs;
  return {
    odds: oddsOf(runs),
    drift: newest ? driftOf(profiled(newest), before && profiled(before)) : { notices: [], compared: 0 },
    failures: [...broken, ...standingFailures(runs.flatMap(toldRun), off)],
  };
}

const profiled = ({ profile, detectors }: ReadRun): ProfiledRun => ({
  // A profile of another version of the house is no profile.
  profile: runProfile.safeParse(profile).data,
  kept: new Map(detectors.flatMap(({ id, state, kept }) => (state === "ran" ? [[id, kept]] : []))),
});

function toldRun({ id, finished_at, detectors, profile, problem }: ReadRun): ToldRun[] {
  if (finished_at === null) return [];
  const parts = detectors.map(({ id: part, state, reason }) => ({ part, state, reason }));
  // Runs from before profiles were kept have neither.
  const own =
    problem !== null
      ? [{ part: "profile", state: "failed", reason: bilingual.safeParse(problem).data }]
      : profile !== null
        ? [{ part: "profile", state: "ran" }]
        : [];
  return [{ id, finishedAt: finished_at, parts: [...parts, ...own] }];
}

const jobParts = { "monitoring.run": "run", "ranking.score": "scoring", "ranking.train": "training" };

/** Of runs, scoring and training the newest that has ended, where it failed: what pages show is then of an older one. */
async function brokenJobs(db: Reader): Promise<Failure[]> {
  const rows = await db
    .selectFrom(
      sql<{ id: string; name: keyof typeof jobParts; state: string; words: unknown; finished_at: Date }>`(
        SELECT DISTINCT ON (name) id, name, state, words, finished_at FROM job
        WHERE name = ANY (${Object.keys(jobParts)}::text[]) AND state IN ('done', 'failed') AND finished_at IS NOT NULL
        ORDER BY name, finished_at DESC)`.as("j"),
    )
    .selectAll()
    .orderBy("name")
    .execute();
  return rows.flatMap(({ id, name, state, words, finished_at }): Failure[] => {
    if (state !== "failed") return [];
    const reason = bilingual.safeParse(words).data ?? { zh: "未说明原因", en: "no reason given" };
    return [{ part: jobParts[name], run: id, at: finished_at.toISOString(), reason, runs: 1, isOff: false }];
  });
}
