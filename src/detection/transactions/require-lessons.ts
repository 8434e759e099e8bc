import { Refusal } from "../../platform/index.ts";
import { folds } from "./score-with-labels.ts";
import { type Labels, positive } from "./transactions.ts";

/** Fewer falsified rows teach nothing that could be checked. */
const leastPositives = folds;

export function requireLessons(labels: Labels): void {
  let positives = 0;
  for (const label of labels) if (label === positive) positives++;
  if (positives >= leastPositives && positives < labels.length) return;
  throw new Refusal(
    "invalid",
    positives === 0
      ? {
          zh: "检查结果中没有任何一行是造假，无从学习；请核对 --positive 的取值，或去掉 --labels 按异常程度排序。",
          en: "No row was found falsified, so there is nothing to learn from; check the value of --positive, or leave --labels out to rank by how unusual rows are.",
        }
      : positives === labels.length
        ? {
            zh: "每一行都标为造假，无从区分；请核对 --positive 的取值。",
            en: "Every row is marked falsified, so there is nothing to tell apart; check the value of --positive.",
          }
        : {
            zh: `只有 ${positives} 行造假，少于学习所需的 ${leastPositives} 行；请去掉 --labels 按异常程度排序。`,
            en: `Only ${positives} rows were found falsified, fewer than the ${leastPositives} needed to learn from; leave --labels out to rank by how unusual rows are.`,
          },
  );
}
