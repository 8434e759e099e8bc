import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { api } from "../../api/index.ts";
import {
  EmptyState,
  formatMoney,
  formatShare,
  Loaded,
  Moment,
  Page,
  Section,
  StatusTag,
  useLanguage,
  useText,
  useWords,
} from "../../ui/index.ts";
import { JudgeDialog } from "./judge-dialog.tsx";
import { MissedFigures } from "./missed-section.tsx";
import { outcomeTones, outcomeWords } from "./outcome-words.ts";
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
    byLot: "随机抽取",
    lossNote: "预计损失＝涉险金额 × 造假的可能，从大到小。",
    lotNote: (lots: number, others: number) =>
      `从其余 ${others} 项中随机抽取 ${lots} 项，每一项被抽中的机会相同，与是否可疑无关。`,
    fitted: (n: number) => (n === 0 ? "可能性直接取得分，尚未用判定校准。" : `可能性已用 ${n} 条判定校准。`),
    none: "这份清单上没有您有权查看的项目。",
    noLots: "没有随机部分，凭这份清单无法估计漏掉了多少。",
    missed: "没有被怀疑的部分里漏掉了多少",
    noPlain: "随机抽中的都是已有疑点的，没有被怀疑的部分一项也没有抽到。",
    atRisk: (money: string, chance: string) => `涉险 ${money} × ${chance}`,
    amount: "金额",
    suspected: "已有疑点",
    plain: "无人怀疑",
    judge: "登记结果",
    again: "更改",
    seal: "封存",
    sealed: (seed: string) => `随机种子 ${seed}`,
    digest: "抽取范围的摘要（SHA-256）",
  },
  en: {
    title: "List of inspections",
    titleOf: (unit: string) => `List of inspections: ${unit.toLowerCase()}`,
    trail: "Inspections",
    drawn: "drawn",
    by: "by",
    byLoss: "By expected loss",
    byLot: "Drawn at random",
    lossNote: "Expected loss is the amount at risk times the chance of being false, the greatest first.",
    lotNote: (lots: number, others: number) =>
      `${lots} drawn at random from the ${others} others, each as likely as any, suspected or not.`,
    fitted: (n: number) =>
      n === 0
        ? "Chances are the scores as they stand, not fitted to decisions yet."
        : `Chances are fitted to ${n} decisions.`,
    none: "Nothing on this list is for you to see.",
    noLots: "Nothing was drawn at random: by this list what was missed cannot be told.",
    missed: "What was missed among what nobody suspects",
    noPlain: "Everything the lot drew is suspected already; it fell on nothing that nobody suspects.",
    atRisk: (money: string, chance: string) => `${money} at risk × ${chance}`,
    amount: "amount",
    suspected: "suspected",
    plain: "nobody suspects it",
    judge: "Record the outcome",
    again: "Change",
    seal: "Seal",
    sealed: (seed: string) => `seed ${seed}`,
    digest: "digest of what it was drawn from (SHA-256)",
  },
};

/** What to inspect, and what the inspections found. */
export default function InspectionListPage() {
  const { id = "" } = useParams();
  const text = useWords(words);
  const units = useWords(unitWords);
  const query = api.useQuery("get", "/api/inspections/{id}", { params: { path: { id } } });
  const { data } = query;
  return (
    <Page
      title={data ? text.titleOf(units[data.unit]) : text.title}
      trail={[{ title: text.trail, path: "/inspections" }]}
      lead={
        data && (
          <>
            {text.drawn} <Moment at={data.drawnAt} /> · {text.by} {data.drawnBy.name ?? data.drawnBy.id} ·{" "}
            {text.fitted(data.fittedTo)}
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

function Sheets({ list }: { readonly list: InspectionList }) {
  const text = useWords(words);
  const queries = useQueryClient();
  const [judged, setJudged] = useState<Item>();
  const byLoss = list.rows.filter(({ why }) => why === "expected-loss");
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
      {byLoss.length > 0 && (
        <Section title={text.byLoss} extra={<small>{text.lossNote}</small>}>
          <Items rows={byLoss} list={list} first={0} onJudge={setJudged} />
        </Section>
      )}
      {lots.length > 0 ? (
        <Section title={text.byLot} extra={<small>{text.lotNote(lots.length, list.others)}</small>}>
          <Items rows={lots} list={list} first={byLoss.length} onJudge={setJudged} />
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

interface ItemsProps {
  readonly rows: readonly Item[];
  readonly list: InspectionList;
  /** Counted anew: a gap in the numbers would tell of an item that is not the reader's to see. */
  readonly first: number;
  onJudge(item: Item): void;
}

function Items({ rows, list, first, onJudge }: ItemsProps) {
  return (
    <ol className="inspected">
      {rows.map((item, i) => (
        <li key={item.number}>
          <span className="inspected-place">{first + i + 1}</span>
          <What item={item} />
          <Loss item={item} currency={list.currency} />
          <Found item={item} onJudge={onJudge} />
        </li>
      ))}
    </ol>
  );
}

function What({ item }: { readonly item: Item }) {
  const text = useWords(words);
  const say = useText();
  const { kind, item: id, name, record, suspected, sentence } = item;
  const to =
    kind === "seller"
      ? `/sellers/${encodeURIComponent(id)}`
      : kind === "alert"
        ? `/alerts/${id}`
        : record && `/records/${kind}/${record}`;
  const label = name ?? id;
  return (
    <div className="inspected-name">
      {to ? <Link to={to}>{label}</Link> : <strong>{label}</strong>}
      {sentence && <span className="inspected-sentence">{say(sentence)}</span>}
      <small>
        {kind === "seller" && <code>{id}</code>}{" "}
        {kind !== "alert" && (suspected ? text.suspected : text.plain)}
      </small>
    </div>
  );
}

function Loss({ item, currency }: { readonly item: Item; readonly currency: string | undefined }) {
  const text = useWords(words);
  const language = useLanguage();
  const { chance, amount, why } = item;
  const money = (minor: number) => formatMoney(String(Math.round(minor)), currency ?? "XXX", language);
  const isByLoss = why === "expected-loss";
  return (
    <div className="inspected-loss">
      {amount !== undefined && (
        <strong className="figures">{money(isByLoss ? chance * Number(amount) : Number(amount))}</strong>
      )}
      {amount !== undefined && (
        <small className="figures">
          {isByLoss ? text.atRisk(money(Number(amount)), formatShare(chance, language)) : text.amount}
        </small>
      )}
    </div>
  );
}

function Found({ item, onJudge }: { readonly item: Item; onJudge(item: Item): void }) {
  const text = useWords(words);
  const names = useWords(outcomeWords);
  const { outcome, reason, judgedBy, judgedAt } = item;
  if (!outcome)
    return (
      <div className="inspected-outcome">
        <Button size="small" onClick={() => onJudge(item)}>
          {text.judge}
        </Button>
      </div>
    );
  return (
    <div className="inspected-outcome">
      <StatusTag tone={outcomeTones[outcome]}>{names[outcome]}</StatusTag>
      <Button size="small" type="link" onClick={() => onJudge(item)}>
        {text.again}
      </Button>
      <q>{reason}</q>
      <small>
        {judgedBy?.name ?? judgedBy?.id} <Moment at={judgedAt} />
      </small>
    </div>
  );
}
