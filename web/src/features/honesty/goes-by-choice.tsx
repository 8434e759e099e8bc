import { Radio } from "antd";
import { api } from "../../api/index.ts";
import { Moment, useWords } from "../../ui/index.ts";
import type { Choices, GoesBy, Unit } from "./types.ts";

type Ranking = NonNullable<Choices[Unit]["ranking"]>;

const words = {
  zh: {
    goesBy: "依据",
    findings: "检测结果：得分 × 涉险金额",
    ranking: ({ model, isChance }: Ranking) =>
      isChance
        ? `排序（第 ${model} 版模型）：造假的可能 × 单据金额`
        : model === 0
          ? "排序（尚无模型）：按异常程度，不是造假的可能"
          : `排序（第 ${model} 版模型）：按异常程度，不是造假的可能`,
    unranked: "排序：目前没有可用的打分",
    scored: "打分于",
    documents: "排序只保留最可疑的 1,000 份单据的得分，其余单据只能随机抽到；已有核查结论的不再按排序列入。",
    sellers: "排序看的是销售员的交易有多少排在全部交易的前列，不乘以金额。",
  },
  en: {
    goesBy: "Goes by",
    findings: "Findings: score × amount at risk",
    ranking: ({ model, isChance }: Ranking) =>
      isChance
        ? `The ranking (model ${model}): chance of being false × amount of the document`
        : model === 0
          ? "The ranking (no model yet): how unusual it is, which is no chance of being false"
          : `The ranking (model ${model}): how unusual it is, which is no chance of being false`,
    unranked: "The ranking: nothing is scored to go by now",
    scored: "Scored",
    documents:
      "The ranking keeps the scores of the 1,000 most suspect documents; others come in by lot alone. What was inspected already is not put on the list by it again.",
    sellers:
      "The ranking looks at how many of a seller's transactions stand in front of all; amounts do not count.",
  },
};

interface GoesByChoiceProps {
  readonly unit: Unit;
  readonly chosen: GoesBy | undefined;
  onChoose(goesBy: GoesBy): void;
}

/** What puts the list in order; as usual until somebody chooses. */
export function GoesByChoice({ unit, chosen, onChoose }: GoesByChoiceProps) {
  const text = useWords(words);
  const { data } = api.useQuery("get", "/api/inspections/choices");
  const ranking = data?.[unit].ranking;
  const value = chosen ?? data?.[unit].usual ?? "findings";
  return (
    <div role="radiogroup" aria-labelledby="draw-goes-by">
      <span className="draw-label" id="draw-goes-by">
        {text.goesBy}
      </span>
      <Radio.Group value={value} onChange={({ target }) => onChoose(target.value as GoesBy)}>
        <Radio value="findings">{text.findings}</Radio>
        <Radio value="ranking" disabled={!ranking}>
          {ranking ? text.ranking(ranking) : text.unranked}
        </Radio>
      </Radio.Group>
      {ranking && value === "ranking" && (
        <small>
          {unit === "seller" ? text.sellers : text.documents} {text.scored} <Moment at={ranking.scoredAt} />
        </small>
      )}
    </div>
  );
}
