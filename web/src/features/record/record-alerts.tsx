import { Link } from "react-router";
import { api } from "../../api/index.ts";
import { Money, Section, StatusTag, type Tone, useText, useWords } from "../../ui/index.ts";

const words = {
  zh: {
    title: "涉及本记录的疑点",
    more: "查看全部",
    status: {
      open: "待处理",
      "in-review": "核查中",
      confirmed: "已确认",
      innocent: "已排除",
      duplicate: "重复",
    },
  },
  en: {
    title: "Alerts that name this record",
    more: "See all",
    status: {
      open: "Open",
      "in-review": "In review",
      confirmed: "Confirmed",
      innocent: "Innocent",
      duplicate: "Duplicate",
    },
  },
};

const tones: Record<keyof typeof words.zh.status, Tone> = {
  open: "warning",
  "in-review": "active",
  confirmed: "bad",
  innocent: "good",
  duplicate: "neutral",
};

/** Nothing where there are none, or none that the reader may see: the server does not tell which. */
export function RecordAlerts({ record }: { readonly record: string }) {
  const text = useText();
  const word = useWords(words);
  const { data } = api.useQuery("get", "/api/alerts", { params: { query: { record, limit: 5 } } });
  if (!data || data.rows.length === 0) return null;
  return (
    <Section
      title={word.title}
      extra={data.next !== undefined && <Link to={`/alerts?record=${record}`}>{word.more}</Link>}
    >
      <ul className="record-alerts">
        {data.rows.map((alert) => (
          <li key={alert.id}>
            <StatusTag tone={tones[alert.status]}>{word.status[alert.status]}</StatusTag>
            <Link to={`/alerts/${alert.id}`}>{text(alert.sentence)}</Link>
            <Money minor={alert.amount} currency={alert.currency} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
