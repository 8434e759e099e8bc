import { Link } from "react-router";
import { Money, Section, StatusTag, useText, useWords } from "../../ui/index.ts";
import { statusNames, statusTones } from "./alert-words.ts";
import type { AlertDetail, AlertRow } from "./types.ts";

const words = {
  zh: { seller: "同一销售员的其他疑点", customer: "同一客户的其他疑点", all: "全部" },
  en: { seller: "Others about this seller", customer: "Others about this customer", all: "All" },
};

export function RelatedAlerts({ alert }: { readonly alert: AlertDetail }) {
  const text = useWords(words);
  const { related, seller, customer } = alert;
  return (
    <>
      {seller && related.seller.length > 0 && (
        <Group
          title={text.seller}
          rows={related.seller}
          path={`/alerts?seller=${encodeURIComponent(seller.id)}`}
        />
      )}
      {customer && related.customer.length > 0 && (
        <Group
          title={text.customer}
          rows={related.customer}
          path={`/alerts?customer=${encodeURIComponent(customer.id)}`}
        />
      )}
    </>
  );
}

function Group(props: { readonly title: string; readonly rows: readonly AlertRow[]; readonly path: string }) {
  const { all } = useWords(words);
  const say = useText();
  return (
    <Section title={props.title} extra={<Link to={`${props.path}&status=all`}>{all}</Link>}>
      <ul className="related">
        {props.rows.map((row) => (
          <li key={row.id}>
            <Link to={`/alerts/${row.id}`}>{say(row.detectorTitle)}</Link>
            <StatusTag tone={statusTones[row.status]}>{say(statusNames[row.status])}</StatusTag>
            {row.amount !== "0" && <Money minor={row.amount} currency={row.currency} />}
            <small>{say(row.sentence)}</small>
          </li>
        ))}
      </ul>
    </Section>
  );
}
