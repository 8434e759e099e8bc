import {
  Change,
  CompactMoney,
  Figure,
  formatShare,
  type KeyFigure,
  KeyFigures,
  Nothing,
  useLanguage,
  useWords,
} from "../../ui/index.ts";
import type { SalesBoard, SuspicionBoard } from "./types.ts";

const words = {
  zh: {
    sales: "近 12 个月销售",
    returns: "退货与冲回",
    rate: "占销售",
    documents: "单据",
    open: "待处理疑点",
    mine: "指派给我",
    inReview: "核查中",
    atRisk: "涉及金额",
    once: "每条记录只计一次，不含商机",
  },
  en: {
    sales: "Sales, last 12 months",
    returns: "Returned or reversed",
    rate: "of sales",
    documents: "Documents",
    open: "Open alerts",
    mine: "assigned to me",
    inReview: "in review",
    atRisk: "Amount at risk",
    once: "each record once, without opportunities",
  },
};

/** The strip at the top: what was sold, what came back, and what is suspected of it. */
export function Figures(props: {
  readonly sales: SalesBoard;
  readonly suspicions: SuspicionBoard | undefined;
}) {
  const { sales, suspicions } = props;
  const text = useWords(words);
  const language = useLanguage();
  const total = sales.totals.find(({ currency }) => currency === sales.currency);
  const rate = total && Number(total.sales) > 0 ? Number(total.returns) / Number(total.sales) : undefined;
  const figures: KeyFigure[] = [
    {
      label: text.sales,
      value: total ? <CompactMoney minor={total.sales} currency={total.currency} /> : <Nothing />,
      note: total && <Change now={total.sales} before={total.salesBefore} />,
    },
    {
      label: text.returns,
      value: total ? <CompactMoney minor={total.returns} currency={total.currency} /> : <Nothing />,
      note: rate !== undefined && `${text.rate} ${formatShare(rate, language)}`,
    },
  ];
  if (!suspicions) figures.push({ label: text.documents, value: <Figure value={total?.documents ?? 0} /> });
  else {
    const { open, inReview, mine, atRisk } = suspicions;
    const [first, ...others] = atRisk;
    figures.push(
      {
        label: text.open,
        value: <Figure value={open} />,
        to: "/alerts",
        note: (
          <>
            {text.inReview} <Figure value={inReview} /> · {text.mine} <Figure value={mine} />
          </>
        ),
      },
      {
        label: text.atRisk,
        value: first ? <CompactMoney minor={first.amount} currency={first.currency} /> : <Nothing />,
        note:
          others.length > 0
            ? others.map(({ currency, amount }) => (
                <span key={currency}>
                  + <CompactMoney minor={amount} currency={currency} />{" "}
                </span>
              ))
            : text.once,
      },
    );
  }
  return <KeyFigures figures={figures} />;
}
