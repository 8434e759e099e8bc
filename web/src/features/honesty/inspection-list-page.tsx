import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { api } from "../../api/index.ts";
import {
  EmptyState,
  ExportMenu,
  type Language,
  Loaded,
  Moment,
  Page,
  Section,
  useLanguage,
  useWords,
} from "../../ui/index.ts";
import { InspectedItems } from "./inspected-items.tsx";
import { JudgeDialog } from "./judge-dialog.tsx";
import { MissedFigures } from "./missed-section.tsx";
import type { InspectionList, Item } from "./types.ts";
import { unitWords } from "./unit-words.ts";

const words = {
  zh: {
    title: "抽查清单",
    titleOf: (unit: string) => `抽查清单：${unit}`,
    trail: "抽查",
    drawn: "抽取于",
    by: "抽取人",
    byLoss: "按预计损失",
    unusual: "按异常程度",
    byLot: "随机抽取",
    lossNote: (model: number | undefined) =>
      model === undefined
        ? "预计损失＝涉险金额 × 造假的可能，从大到小。"
        : `预计损失＝单据金额 × 第 ${model} 版模型给出的造假可能，从大到小。`,
    unusualNote: "从最异常的排起。这不是造假的可能，也不计金额。",
    lotNote: (lots: number, others: number) =>
      `从其余 ${others} 项中随机抽取 ${lots} 项，每一项被抽中的机会相同，与是否可疑无关。`,
    fitted: (n: number) => (n === 0 ? "可能性直接取得分，尚未用判定校准。" : `可能性已用 ${n} 条判定校准。`),
    byModel: (model: number, n: number) => `依据第 ${model} 版模型，它学自 ${n} 份单据的检查结果；打分于`,
    byUnusual: (model: number) =>
      `依据排序（${model === 0 ? "无模型" : `第 ${model} 版模型`}）的异常程度，不是造假的可能；打分于`,
    none: "这份清单上没有您有权查看的项目。",
    noLots: "没有随机部分，凭这份清单无法估计漏掉了多少。",
    missed: "没有被怀疑的部分里漏掉了多少",
    noPlain: "随机抽中的都是已有疑点的，没有被怀疑的部分一项也没有抽到。",
    seal: "封存",
    sealed: (seed: string) => `随机种子 ${seed}`,
    digest: "抽取范围的摘要（SHA-256）",
    scores: "排序全部得分的摘要（SHA-256）",
    note: "您有权查看的全部项目；导出会记入日志。",
  },
  en: {
    title: "List of inspections",
    titleOf: (unit: string) => `List of inspections: ${unit.toLowerCase()}`,
    trail: "Inspections",
    drawn: "drawn",
    by: "by",
    byLoss: "By expected loss",
    unusual: "By how unusual",
    byLot: "Drawn at random",
    lossNote: (model: number | undefined) =>
      model === undefined
        ? "Expected loss is the amount at risk times the chance of being false, the greatest first."
        : `Expected loss is the amount of the document times the chance that model ${model} gives it of being false, the greatest first.`,
    unusualNote: "The most unusual first. This is no chance of being false, and amounts do not count.",
    lotNote: (lots: number, others: number) =>
      `${lots} drawn at random from the ${others} others, each as likely as any, suspected or not.`,
    fitted: (n: number) =>
      n === 0
        ? "Chances are the scores as they stand, not fitted to decisions yet."
        : `Chances are fitted to ${n} decisions.`,
    byModel: (model: number, n: number) =>
      `Goes by model ${model}, which learned from ${n} inspected documents; scored`,
    byUnusual: (model: number) =>
      `Goes by how unusual the ranking (${model === 0 ? "no model" : `model ${model}`}) finds it, which is no chance of being false; scored`,
    none: "Nothing on this list is for you to see.",
    noLots: "Nothing was drawn at random: by this list what was missed cannot be told.",
    missed: "What was missed among what nobody suspects",
    noPlain: "Everything the lot drew is suspected already; it fell on nothing that nobody suspects.",
    seal: "Seal",
    sealed: (seed: string) => `seed ${seed}`,
    digest: "digest of what it was drawn from (SHA-256)",
    scores: "digest of all scores of the ranking (SHA-256)",
    note: "All that is yours to see of it; the export goes into the log.",
  },
};

/** What to inspect, and what the inspections found. */
export default function InspectionListPage() {
  const { id = "" } = useParams();
  const text = useWords(words);
  const units = useWords(unitWords);
  const language = useLanguage();
  const query = api.useQuery("get", "/api/inspections/{id}", { params: { path: { id } } });
  const { data } = query;
  return (
    <Page
      title={data ? text.titleOf(units[data.unit]) : text.title}
      trail={[{ title: text.trail, path: "/inspections" }]}
      actions={
        data && data.rows.length > 0 && <ExportMenu note={text.note} files={filesOf(data.id, language)} />
      }
      lead={
        data && (
          <>
            {text.drawn} <Moment at={data.drawnAt} /> · {text.by} {data.drawnBy.name ?? data.drawnBy.id} ·{" "}
            <GoesBy list={data} />
          </>
        )
      }
    >
      <Loaded query={query} rows={10}>
        {(list) => <Sheets list={list} />}
      </Loaded>
    </Page>
  );
}

const filesOf = (id: string, language: Language) =>
  (["csv", "xlsx"] as const).map((format) => ({
    title: format === "csv" ? "CSV" : "Excel",
    address: `/api/inspections/${id}/export?format=${format}&language=${language}`,
  }));

function GoesBy({ list: { ranking, fittedTo } }: { readonly list: InspectionList }) {
  const text = useWords(words);
  if (!ranking) return text.fitted(fittedTo);
  const { model, isChance, scoredAt } = ranking;
  return (
    <>
      {isChance ? text.byModel(model, fittedTo) : text.byUnusual(model)} <Moment at={scoredAt} />
    </>
  );
}

function Sheets({ list }: { readonly list: InspectionList }) {
  const text = useWords(words);
  const queries = useQueryClient();
  const [judged, setJudged] = useState<Item>();
  const first = list.rows.filter(({ why }) => why !== "random");
  const isByLoss = list.ranking?.isChance !== false;
  const lots = list.rows.filter(({ why }) => why === "random");
  const saved = async () => {
    setJudged(undefined);
    await Promise.all(
      ["/api/inspections/{id}", "/api/inspections", "/api/honesty"].map((path) =>
        queries.invalidateQueries({ queryKey: ["get", path] }),
      ),
    );
  };
  if (list.rows.length === 0) return <EmptyState title={text.none} />;
  return (
    <>
      {first.length > 0 && (
        <Section
          title={isByLoss ? text.byLoss : text.unusual}
          extra={<small>{isByLoss ? text.lossNote(list.ranking?.model) : text.unusualNote}</small>}
        >
          <InspectedItems rows={first} list={list} first={0} onJudge={setJudged} />
        </Section>
      )}
      {lots.length > 0 ? (
        <Section title={text.byLot} extra={<small>{text.lotNote(lots.length, list.others)}</small>}>
          <InspectedItems rows={lots} list={list} first={first.length} onJudge={setJudged} />
        </Section>
      ) : (
        <p className="note">{text.noLots}</p>
      )}
      {lots.length > 0 && list.unit !== "alert" && (
        <Section title={text.missed}>
          {list.missed ? <MissedFigures missed={list.missed} /> : <p className="said">{text.noPlain}</p>}
        </Section>
      )}
      <Section title={text.seal}>
        <p className="said seal">
          {text.sealed(list.seed)} · {text.digest} <code>{list.frameDigest}</code>
          {list.ranking && (
            <>
              {" "}
              · {text.scores} <code>{list.ranking.digest}</code>
            </>
          )}
        </p>
      </Section>
      {judged && (
        <JudgeDialog
          list={list.id}
          item={judged}
          onSaved={() => void saved()}
          onClose={() => setJudged(undefined)}
        />
      )}
    </>
  );
}
