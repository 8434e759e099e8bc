import { Link } from "react-router";
import { Day, type Language, Money, StatusTag, useLanguage, useText, useWords } from "../../ui/index.ts";
import { chanceText, percent, short } from "./figure-words.ts";
import type { Line, Unit } from "./types.ts";

const words = {
  zh: {
    chance: "查实造假的可能",
    expected: (n: string) => `预计 ${n} 笔造假`,
    odd: (share: string) => `惊异值，排在前 ${share}`,
    byChance: (n: string) => `随机情况下约 ${n} 个里才有一个`,
    asByChance: "与随机相当",
    rarest: "随机情况下不到百万分之一",
    seller: "销售员",
    customer: "客户",
    document: "单据",
    none: "未见突出的原因。",
    leading: (of: number, rows: number, share: string, chance: string) =>
      of === 1
        ? `这笔交易排在全部交易的前 ${share}。`
        : `${of} 笔交易中有 ${rows} 笔排在全部交易的前 ${share}，随机情况下约 ${chance} 笔。`,
    place: (n: number) => `第 ${n} 名`,
    nearest: "最相近的正常示例：",
    outcomes: { falsified: "已查实造假", honest: "已查实属实" },
    weight: "对得分的贡献",
  },
  en: {
    chance: "chance that it is false",
    expected: (n: string) => `${n} expected to be false`,
    odd: (share: string) => `surprise, among the first ${share}`,
    byChance: (n: string) => `by chance about one in ${n}`,
    asByChance: "as by chance",
    rarest: "by chance less than one in a million",
    seller: "seller",
    customer: "customer",
    document: "document",
    none: "Nothing stands out.",
    leading: (of: number, rows: number, share: string, chance: string) =>
      of === 1
        ? `Its transaction stands among the first ${share} of all.`
        : `${rows} of its ${of} transactions stand among the first ${share} of all; by chance it would be ${chance}.`,
    place: (n: number) => `no. ${n}`,
    nearest: "Nearest honest example: ",
    outcomes: { falsified: "Found falsified", honest: "Found honest" },
    weight: "what it adds to the score",
  },
};

interface Props {
  readonly unit: Unit;
  readonly line: Line;
  /** How many transactions took part. */
  readonly transactions: number;
}

/** One line: what it is, what made its score, and an honest one to compare it with. */
export function RankedLine({ unit, line, transactions }: Props) {
  const text = useWords(words);
  const { rank, outcome, nearest } = line;
  return (
    <li>
      <span className="ranked-place">{rank}</span>
      <div className="ranked-what">
        <strong>
          <PlaceLink {...line} label={line.name ?? line.id} />
        </strong>
        {outcome && (
          <StatusTag tone={outcome === "falsified" ? "bad" : "good"}>{text.outcomes[outcome]}</StatusTag>
        )}
        <About line={line} />
      </div>
      <Score unit={unit} line={line} transactions={transactions} />
      <div className="ranked-why">
        {unit === "transaction" ? <Reasons line={line} /> : <Leading line={line} />}
        {nearest && (
          <p className="ranked-nearest">
            {text.nearest}
            <PlaceLink {...nearest} label={nearest.name ?? nearest.id} /> <Said words={nearest.words} />
          </p>
        )}
      </div>
    </li>
  );
}

function Said({ words: given }: { readonly words: { readonly zh: string; readonly en: string } }) {
  const say = useText();
  return <small>{say(given)}</small>;
}

function About({ line: { name, id, document, seller, customer, day } }: Pick<Props, "line">) {
  const text = useWords(words);
  return (
    <small>
      {name !== undefined && <code>{id}</code>}
      {document && (
        <span>
          {text.document} <PlaceLink {...document} label={document.id} />
        </span>
      )}
      {seller && (
        <span>
          {text.seller}{" "}
          <Link to={`/sellers/${encodeURIComponent(seller.id)}`}>{seller.name ?? seller.id}</Link>
        </span>
      )}
      {customer && (
        <span>
          {text.customer}{" "}
          <Link to={`/customers/${encodeURIComponent(customer.id)}`}>{customer.name ?? customer.id}</Link>
        </span>
      )}
      {day && <Day day={day} />}
    </small>
  );
}

interface PlaceProps {
  readonly kind: string;
  readonly id: string;
  readonly record?: string | undefined;
  readonly label: string;
}

function PlaceLink({ kind, id, record, label }: PlaceProps) {
  const to =
    kind === "seller"
      ? `/sellers/${encodeURIComponent(id)}`
      : kind === "customer"
        ? `/customers/${encodeURIComponent(id)}`
        : record && `/records/${kind}/${record}`;
  return to ? <Link to={to}>{label}</Link> : <span>{label}</span>;
}

function Score({ unit, transactions, line: { rank, score, chance, amount, currency } }: Props) {
  const text = useWords(words);
  const language = useLanguage();
  const isParty = unit === "customer" || unit === "seller";
  const said =
    unit === "transaction"
      ? text.odd(percent(rank / transactions, language))
      : byChance(text, score, language);
  return (
    <div className="ranked-score">
      {chance !== undefined && !isParty && (
        <strong className="figures">{chanceText(chance, language)}</strong>
      )}
      {chance !== undefined && !isParty && <small>{text.chance}</small>}
      {chance !== undefined && isParty && <strong>{text.expected(short(chance, language))}</strong>}
      {chance === undefined && <strong className="figures">{score.toFixed(2)}</strong>}
      {(chance === undefined || unit !== "transaction") && <small>{said}</small>}
      {amount !== undefined && (
        <small>
          <Money minor={amount} currency={currency ?? "XXX"} />
        </small>
      )}
    </div>
  );
}

/** Beyond a million the figure says nothing more: nobody has so many sellers. */
function byChance(text: (typeof words)[Language], score: number, language: Language): string {
  if (score < Math.LN2) return text.asByChance;
  return score > Math.log(1e6) ? text.rarest : text.byChance(short(Math.exp(score), language));
}

function Reasons({ line: { reasons } }: Pick<Props, "line">) {
  const text = useWords(words);
  const say = useText();
  if (reasons.length === 0) return <p>{text.none}</p>;
  return (
    <ul>
      {reasons.map(({ theme, weight, words: told }) => (
        <li key={theme}>
          {say(told)}{" "}
          <span className="figures ranked-weight" title={text.weight}>
            +{weight.toFixed(2)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Leading({ line: { leading, top } }: Pick<Props, "line">) {
  const text = useWords(words);
  const say = useText();
  const language = useLanguage();
  return (
    <>
      {leading && (
        <p>
          {text.leading(
            leading.of,
            leading.rows,
            percent(leading.share, language),
            short(leading.byChance, language),
          )}
        </p>
      )}
      <ul>
        {top.map(({ kind, id, record, rank, words: told }) => (
          <li key={record ?? id}>
            <PlaceLink kind={kind} id={id} record={record} label={id} />{" "}
            <small className="figures">{text.place(rank)}</small> {told && say(told)}
          </li>
        ))}
      </ul>
    </>
  );
}
