import type { ListSummary, Unit } from "./types.ts";

type Ranking = NonNullable<ListSummary["ranking"]>;

/** What put a list in order. */
export const goesByWords = {
  zh: {
    findings: "检测结果",
    ranking: ({ model, isChance }: Pick<Ranking, "model" | "isChance">) =>
      isChance ? `第 ${model} 版模型` : model === 0 ? "异常程度" : `异常程度（第 ${model} 版模型）`,
    leading: (unit: Unit, share: string) => `排在全部${unit === "seller" ? "销售员" : "单据"}的前 ${share}`,
  },
  en: {
    findings: "findings",
    ranking: ({ model, isChance }: Pick<Ranking, "model" | "isChance">) =>
      isChance ? `model ${model}` : model === 0 ? "how unusual" : `how unusual (model ${model})`,
    leading: (unit: Unit, share: string) =>
      `among the first ${share} of all ${unit === "seller" ? "sellers" : "documents"}`,
  },
};
