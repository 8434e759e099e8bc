import { Tabs } from "antd";
import { useSearchParams } from "react-router";
import { Day, Figure, Moment, Page, useWords } from "../../ui/index.ts";
import { JobButton } from "./job-button.tsx";
import { ModelsPanel } from "./models-panel.tsx";
import { RankedLines } from "./ranked-lines.tsx";
import type { Unit } from "./types.ts";
import { useModels, useRanking } from "./use-ranking.ts";

const words = {
  zh: {
    title: "排序",
    lead: "每笔交易一个得分，最可疑的排在最前；单据、客户和销售员的得分由其交易的名次得出。检查和疑点处理的结果用来训练排序模型：没有检查过不等于属实。",
    scored: "打分于",
    of: "数据截至",
    rows: "笔交易",
    byModel: (n: number) => `第 ${n} 版模型`,
    noModel: "未用检查结果，按反常程度排序",
    leftOut: (n: number) => `另有 ${n} 笔较早的交易未参加排序。`,
    score: "重新打分",
    tabs: { transaction: "交易", deal: "单据", customer: "客户", seller: "销售员" },
    models: "模型",
  },
  en: {
    title: "Ranking",
    lead: "One score a transaction, the most suspect first; documents, customers and sellers are scored by where their transactions stand. What inspections and alerts came to teaches the model that ranks; not inspected is not honest.",
    scored: "Scored",
    of: "data up to",
    rows: "transactions",
    byModel: (n: number) => `model ${n}`,
    noModel: "by how unusual they are, without inspections",
    leftOut: (n: number) => `${n} older transactions took no part.`,
    score: "Score now",
    tabs: { transaction: "Transactions", deal: "Deals", customer: "Customers", seller: "Sellers" },
    models: "Models",
  },
};

const units: readonly Unit[] = ["transaction", "deal", "customer", "seller"];
const isTab = (given: string | null): given is Unit | "models" =>
  given === "models" || units.some((one) => one === given);

/** What to look at first, and what puts it there. */
export default function RankingPage() {
  const text = useWords(words);
  const [asked, setAsked] = useSearchParams();
  const given = asked.get("tab");
  const tab = isTab(given) ? given : "transaction";
  return (
    <Page title={text.title} lead={text.lead} actions={<JobButton name="ranking.score" verb={text.score} />}>
      <Tabs
        activeKey={tab}
        onChange={(key) => setAsked({ tab: key }, { replace: true })}
        items={[
          ...units.map((unit) => ({ key: unit, label: text.tabs[unit] })),
          { key: "models", label: text.models },
        ]}
      />
      {tab === "models" ? <ModelsPanel /> : <Ranked unit={tab} />}
    </Page>
  );
}

function Ranked({ unit }: { readonly unit: Unit }) {
  const text = useWords(words);
  const query = useRanking(unit);
  const models = useModels();
  const ranking = query.data?.pages[0]?.ranking;
  return (
    <>
      {ranking && (
        <p className="scored">
          {text.scored} <Moment at={ranking.scoredAt} /> · {text.of} <Day day={ranking.asOf} /> ·{" "}
          <Figure value={ranking.transactions} /> {text.rows} ·{" "}
          {ranking.model === 0 ? text.noModel : text.byModel(ranking.model)}
          {ranking.leftOut > 0 && <> · {text.leftOut(ranking.leftOut)}</>}
        </p>
      )}
      <RankedLines unit={unit} query={query} jobs={models.data?.jobs ?? []} />
    </>
  );
}
