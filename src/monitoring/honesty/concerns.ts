import type { Bilingual, Reader } from "../../platform/index.ts";
import { detectorTitles } from "../alerts/titles.ts";
import { type Failure, withoutValues } from "./failures.ts";
import { readRunsHealth } from "./read-runs.ts";

/** What failed, since which run and why, for those who may read records: the reason can quote one. */
export function failureSentence(
  { part, run, at, reason, runs, isOff }: Failure,
  titleOf: (detector: string) => Bilingual,
): Bilingual {
  const moment = at.slice(0, 16).replace("T", " ");
  if (part === "run")
    return {
      zh: `最近一次检测（${moment} UTC，${run}）失败，页面上仍是更早一次的结果：${reason.zh}`,
      en: `The last detection run (${moment} UTC, ${run}) failed, and pages show an older one: ${reason.en}`,
    };
  if (part === "scoring")
    return {
      zh: `最近一次排序打分（${moment} UTC，${run}）失败，排序页上仍是更早一次的结果：${reason.zh}`,
      en: `The last scoring of the ranking (${moment} UTC, ${run}) failed, and its page shows an older one: ${reason.en}`,
    };
  if (part === "training")
    return {
      zh: `最近一次排序模型的训练（${moment} UTC，${run}）失败，仍由原来的模型排序：${reason.zh}`,
      en: `The last training of the ranking (${moment} UTC, ${run}) failed; what ranked before goes on: ${reason.en}`,
    };
  const title =
    part === "profile"
      ? { zh: "数据变化的归纳", en: "the profile by which drift is noticed" }
      : titleOf(part);
  const off = isOff ? { zh: "此后已被停用。", en: " It has been switched off since." } : { zh: "", en: "" };
  const often =
    runs === 1
      ? { zh: "最近一次运行失败", en: "in the last run" }
      : { zh: `连续 ${runs} 次运行失败，最近一次`, en: `in each of the last ${runs} runs` };
  return {
    zh: `检测中的“${title.zh}”${often.zh}，时间 ${moment} UTC（${run}）：${reason.zh}。${off.zh}`,
    en: `“${title.en}” failed ${often.en} it took part in, most recently at ${moment} UTC (${run}): ${reason.en}.${off.en}`,
  };
}

/** What detection cannot do at the moment, for whoever runs the house: without what a record said. */
export async function readDetectionConcerns(db: Reader): Promise<Bilingual[]> {
  const { failures } = await readRunsHealth(db);
  const titleOf = await detectorTitles(db);
  return failures.map((failure) =>
    failureSentence({ ...failure, reason: withoutValues(failure.reason) }, titleOf),
  );
}
