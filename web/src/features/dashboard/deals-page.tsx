import { Link } from "react-router";
import { api } from "../../api/index.ts";
import { EmptyState, formatScore, Loaded, Money, Page, useText, useWords } from "../../ui/index.ts";
import type { Ranked } from "./types.ts";

const words = {
  zh: {
    title: "风险最高的交易",
    lead: "按风险得分排序；每笔交易列出使其上榜的理由。",
    overview: "概览",
    score: "得分",
    none: "没有可疑的交易",
  },
  en: {
    title: "Riskiest deals",
    lead: "By score; each with the reasons that put it there.",
    overview: "Overview",
    score: "score",
    none: "No deal is suspicious",
  },
};

/** The deals to look at first, with all that speaks against each. */
export default function DealsPage() {
  const text = useWords(words);
  const query = api.useQuery(
    "get",
    "/api/deals/riskiest",
    { params: { query: { limit: 50 } } },
    { staleTime: 60_000 },
  );
  return (
    <Page title={text.title} lead={text.lead} trail={[{ title: text.overview, path: "/" }]}>
      <Loaded query={query} rows={14}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={text.none} />
          ) : (
            <ol className="deals section">
              {rows.map((row) => (
                <Deal key={`${row.kind}:${row.id}`} deal={row} />
              ))}
            </ol>
          )
        }
      </Loaded>
    </Page>
  );
}

function Deal({ deal }: { readonly deal: Ranked }) {
  const text = useWords(words);
  const told = useText();
  const { rank, id, name, score, amounts, reasons } = deal;
  return (
    <li>
      <span className="ranked-place">{rank}</span>
      <div>
        <div className="ranked-head">
          <strong>{name ?? id}</strong>
          <span className="ranked-amount">
            {amounts.slice(0, 1).map(({ currency, amount }) => (
              <Money key={currency} minor={amount} currency={currency} />
            ))}
            <small>
              {" "}
              {text.score} {formatScore(score)}
            </small>
          </span>
        </div>
        <ul>
          {reasons.map(({ alert, sentence }) => (
            <li key={alert}>
              <Link to={`/alerts/${alert}`}>{told(sentence)}</Link>
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}
