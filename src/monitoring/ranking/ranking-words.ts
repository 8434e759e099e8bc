import type { Bilingual } from "../../platform/index.ts";
import type { Enough } from "./enough.ts";

/** What scoring and training are doing, for whoever watches. */
export const rankingWords = {
  filling: { zh: "读取记录", en: "reading the records" },
  facts: { zh: "整理交易事实", en: "laying out the facts of trade" },
  features: { zh: "计算每笔交易与同类的差异", en: "comparing every transaction with its peers" },
  scoring: { zh: "为每笔交易打分", en: "scoring every transaction" },
  explaining: { zh: "写明得分由来", en: "writing down what made the scores" },
  learning: { zh: "从检查结果中学习", en: "learning from what people found" },
  comparing: { zh: "与在用模型比较", en: "comparing with the one in service" },
  nothingNew: {
    zh: "自上次训练以来没有可以多学的检查结果，未再训练。",
    en: "Nothing has been found since the last training that could be learned in addition, so none was done.",
  },
  committing: { zh: "写入结果", en: "committing the result" },
} as const;

/** Why nothing is taught, or what was enough; figures first, so that one sees how far it is. */
function enoughWords({ learned, heldOut, needs }: Enough): Bilingual {
  return {
    zh: `可用于学习的单据：造假 ${learned.falsified} 份、属实 ${learned.honest} 份（各需 ${needs.learned} 份）；在用模型没有学过、留作比较的最新结果：造假 ${heldOut.falsified} 份、属实 ${heldOut.honest} 份（需造假 ${needs.heldOutFalsified} 份、属实 ${needs.heldOutHonest} 份）。`,
    en: `Documents to learn from: ${learned.falsified} falsified, ${learned.honest} honest (${needs.learned} of each are needed). The newest ones, which the model in service has not learned and which are held out to compare: ${heldOut.falsified} falsified, ${heldOut.honest} honest (${needs.heldOutFalsified} and ${needs.heldOutHonest} are needed).`,
  };
}

export function tooFewWords(enough: Enough): Bilingual {
  const { zh, en } = enoughWords(enough);
  return {
    zh: `检查结果还不够，未训练模型，继续沿用目前的排序。${zh}`,
    en: `Too little has been inspected to train a model; what ranks now goes on. ${en}`,
  };
}
