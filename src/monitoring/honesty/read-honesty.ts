import { z } from "zod";
import type { Actor, Context, Reader } from "../../platform/index.ts";
import { detectorTitles, schemeTitle } from "../alerts/titles.ts";
import { type CurrentRun, ofOneRun } from "../boards/current-run.ts";
import { house } from "../house.ts";
import { listSummary, readLists } from "../inspections/read-inspections.ts";
import { readMissed } from "../inspections/read-missed.ts";
import { calibration, calibrationOf } from "./calibration.ts";
import { failureSentence } from "./concerns.ts";
import { driftNotice } from "./drift.ts";
import { toldFailure } from "./failures.ts";
import { runOdds } from "./false-alarms.ts";
import { group, groupsOf } from "./groups.ts";
import { tallyOf } from "./judged.ts";
import { missed } from "./missed.ts";
import { falseAmongTested, precision, precisionBy, precisionByRank } from "./precision.ts";
import { readGroupedSellers } from "./read-groups.ts";
import { readJudged } from "./read-judged.ts";
import { readRunsHealth } from "./read-runs.ts";
import { share, shareOf } from "./share.ts";

const bilingual = z.object({ zh: z.string(), en: z.string() });
const titled = precision.extend({ title: bilingual });

export const honesty = z.object({
  /** Alerts that the reader may see, duplicates left out; every figure below counts only these. */
  alerts: z.int(),
  confirmed: z.int(),
  innocent: z.int(),
  /** Of all that was decided. */
  precision: share,
  detectors: z.array(titled),
  schemes: z.array(titled),
  ranks: z.array(precision),
  calibration,
  /** Of what false discovery control let pass: the share that proved false, beside what it promises. */
  tested: z.object({ undecided: z.int(), falseShare: share, promised: z.number().optional() }),
  /** By the newest list of each sort whose lots fell on something unsuspected. */
  missed: z.array(z.object({ list: listSummary, missed })),
  /** Lists drawn at all. */
  lists: z.int(),
  groups: z.array(group),
  runs: z.array(runOdds),
  drift: z.object({ notices: z.array(driftNotice), compared: z.int() }),
  failures: z.array(toldFailure),
  /** Names of the detectors that notices speak of. */
  titles: z.record(z.string(), bilingual),
});
type Honesty = z.infer<typeof honesty>;

/** How well the system does, by what people decided about what they may see; an event tells that it was read. */
export function readHonesty(context: Context): Promise<Honesty> {
  return context.disclose({ type: "honesty.read", subject: "board:honesty" }, (db) => {
    context.require("honesty.read", house);
    return ofOneRun(db, (run) => figuresOf(db, context.actor, run));
  });
}

async function figuresOf(db: Reader, actor: Actor, run: CurrentRun | undefined): Promise<Honesty> {
  const [judged, { odds, drift, failures }] = await Promise.all([readJudged(db, actor), readRunsHealth(db)]);
  const sellers = run ? await readGroupedSellers(db, actor, run, judged) : [];
  const lists = await readLists(db, actor);
  const titleOf = await detectorTitles(db);
  const decided = judged.filter(({ verdict }) => verdict !== undefined);
  const { confirmed, innocent } = tallyOf(decided);
  const promised = odds.at(-1)?.falseDiscoveryRate;
  return {
    alerts: judged.length,
    confirmed,
    innocent,
    precision: shareOf(confirmed, confirmed + innocent),
    detectors: precisionBy(judged, "detector").map((row) => ({ ...row, title: titleOf(row.key) })),
    schemes: precisionBy(judged, "scheme").map((row) => ({
      ...row,
      title: schemeTitle(row.key),
    })),
    ranks: precisionByRank(judged),
    calibration: calibrationOf(
      decided.map(({ weight, verdict }) => ({ weight, hit: verdict === "confirmed" })),
    ),
    tested: { ...falseAmongTested(judged), ...(promised === undefined ? {} : { promised }) },
    missed: await newestMissed(db, actor, lists),
    lists: lists.length,
    groups: groupsOf(sellers),
    runs: odds,
    drift,
    failures: failures.map((one) => ({ ...one, sentence: failureSentence(one, titleOf) })),
    titles: titlesOf(
      titleOf,
      drift.notices.flatMap((notice) => (notice.what === "detector" ? [notice.detector] : [])),
    ),
  };
}

export function titlesOf(
  titleOf: (detector: string) => z.infer<typeof bilingual>,
  detectors: readonly string[],
): Record<string, z.infer<typeof bilingual>> {
  return Object.fromEntries([...new Set(detectors)].map((id) => [id, titleOf(id)] as const));
}

/** Of each unit the newest list that can tell: an older one tells of another population. */
async function newestMissed(
  db: Reader,
  actor: Actor,
  lists: Awaited<ReturnType<typeof readLists>>,
): Promise<Honesty["missed"]> {
  const told: Honesty["missed"] = [];
  for (const list of lists) {
    if (list.random === 0 || told.some((one) => one.list.unit === list.unit)) continue;
    const { missed } = await readMissed(db, actor, list.id);
    if (missed) told.push({ list, missed });
  }
  return told;
}
