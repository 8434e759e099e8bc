import type { Bilingual, Reader } from "../../platform/index.ts";
import { detectorTitle } from "../alerts/titles.ts";
import { type Failure, withoutValues } from "./failures.ts";
import { readRunsHealth } from "./read-runs.ts";

/**
 * What detection cannot do at the moment, for whoever runs the house: which part, since which run and why, without what a
 * record said.
 */
export async function readDetectionConcerns(db: Reader): Promise<Bilingual[]> {
  const { failures } = await readRunsHealth(db);
  return Promise.all(failures.map(concernOf));
}

async function concernOf(failure: Failure): Promise<Bilingual> {
  const { part, run, runs, isOff } = failure;
  const reason = withoutValues(failure.reason);
  const at = failure.at.slice(0, 16).replace("T", " ");
  if (part === "run")
    return {
      zh: `最近一次检测（${at} UTC，${run}）失败，页面上仍是更早一次的结果：${reason.zh}`,
      en: `The last detection run (${at} UTC, ${run}) failed, and pages show an older one: ${reason.en}`,
    };
  const title =
    part === "profile"
      ? { zh: "数据变化的归纳", en: "The profile by which drift is noticed" }
      : await detectorTitle(part);
  const off = isOff ? { zh: "此后已被停用。", en: " It has been switched off since." } : { zh: "", en: "" };
  return {
    zh: `检测：“${title.zh}”连续 ${runs} 次运行失败，最近在 ${at} UTC（${run}）：${reason.zh}。${off.zh}`,
    en: `Detection: “${title.en}” has failed in ${runs === 1 ? "the last run" : `the last ${runs} runs`} it took part in, most recently at ${at} UTC (${run}): ${reason.en}.${off.en}`,
  };
}
