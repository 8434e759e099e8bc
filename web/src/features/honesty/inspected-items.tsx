import { Button } from "antd";
import { Link } from "react-router";
import {
  formatMoney,
  formatShare,
  type Language,
  Moment,
  StatusTag,
  useLanguage,
  useText,
  useWords,
} from "../../ui/index.ts";
import { goesByWords } from "./goes-by-words.ts";
import { outcomeTones, outcomeWords } from "./outcome-words.ts";
import type { InspectionList, Item } from "./types.ts";

const words = {
  zh: {
    atRisk: (money: string, chance: string) => `涉险 ${money} × ${chance}`,
    ofDocument: (money: string, chance: string) => `金额 ${money}，造假的可能 ${chance}`,
    amount: "金额",
    suspected: "已有疑点",
    plain: "无人怀疑",
    byAmount: "看不出突出的异常，因金额较大而入选。",
    judge: "登记结果",
    again: "更改",
  },
  en: {
    atRisk: (money: string, chance: string) => `${money} at risk × ${chance}`,
    ofDocument: (money: string, chance: string) => `amount ${money}, chance ${chance}`,
    amount: "amount",
    suspected: "suspected",
    plain: "nobody suspects it",
    byAmount: "Nothing stands out; its amount put it here.",
    judge: "Record the outcome",
    again: "Change",
  },
};

interface ItemsProps {
  readonly rows: readonly Item[];
  readonly list: InspectionList;
  /** Counted anew: a gap in the numbers would tell of an item that is not the reader's to see. */
  readonly first: number;
  onJudge(item: Item): void;
}

export function InspectedItems({ rows, list, first, onJudge }: ItemsProps) {
  return (
    <ol className="inspected">
      {rows.map((item, i) => (
        <li key={item.number}>
          <span className="inspected-place">{first + i + 1}</span>
          <What item={item} list={list} />
          <Loss item={item} list={list} />
          <Found item={item} onJudge={onJudge} />
        </li>
      ))}
    </ol>
  );
}

function What({ item, list }: { readonly item: Item; readonly list: InspectionList }) {
  const text = useWords(words);
  const say = useText();
  const { kind, item: id, name, record, sentence, reasons, why } = item;
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
      <Standing item={item} list={list} />
      {reasons.length === 0 && list.ranking && why === "expected-loss" && (
        <span className="inspected-sentence">{text.byAmount}</span>
      )}
      {reasons.length > 0 && (
        <ul className="inspected-reasons">
          {reasons.map((reason) => (
            <li key={reason.en}>{say(reason)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Where it stood when the list was drawn. */
function Standing({ item, list }: { readonly item: Item; readonly list: InspectionList }) {
  const text = useWords(words);
  const goesBy = useWords(goesByWords);
  const language = useLanguage();
  const { kind, item: id, suspected, leading } = item;
  const told = [
    ...(leading === undefined ? [] : [goesBy.leading(list.unit, formatShare(leading, language))]),
    // That no detector found it is no reason to be at ease where the ranking has put it on the list.
    ...(kind !== "alert" && (suspected || leading === undefined)
      ? [suspected ? text.suspected : text.plain]
      : []),
  ];
  return (
    <small>
      {kind === "seller" && <code>{id}</code>} {told.join(" · ")}
    </small>
  );
}

/** Nothing is certain: a chance is never told as one. */
const chanceText = (chance: number, language: Language) =>
  chance > 0.99 ? `> ${formatShare(0.99, language)}` : formatShare(chance, language);

function Loss({ item, list }: { readonly item: Item; readonly list: InspectionList }) {
  const text = useWords(words);
  const language = useLanguage();
  const { chance, amount, why } = item;
  if (amount === undefined) return <div className="inspected-loss" />;
  const money = (minor: number) => formatMoney(String(Math.round(minor)), list.currency ?? "XXX", language);
  const whole = money(Number(amount));
  if (why !== "expected-loss" || chance === undefined)
    return (
      <div className="inspected-loss">
        <strong className="figures">{whole}</strong>
        <small>{text.amount}</small>
      </div>
    );
  const times = list.ranking ? text.ofDocument : text.atRisk;
  return (
    <div className="inspected-loss">
      <strong className="figures">{money(chance * Number(amount))}</strong>
      <small className="figures">{times(whole, chanceText(chance, language))}</small>
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
