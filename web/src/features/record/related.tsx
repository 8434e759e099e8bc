import { Button } from "antd";
import { useState } from "react";
import { client } from "../../api/index.ts";
import {
  Day,
  EmptyState,
  Figure,
  Money,
  Nothing,
  Section,
  useTellRefusal,
  useText,
  useWords,
} from "../../ui/index.ts";
import type { RecordView, RelatedGroup, Summary } from "./model.ts";
import { RecordLink } from "./values.tsx";

const words = {
  zh: {
    title: "引用本记录的其他记录",
    none: "没有您可以查看的关联记录",
    more: "更多",
    key: "编号",
    name: "名称",
    day: "日期",
    amount: "金额",
    status: "状态",
  },
  en: {
    title: "Records that refer to this one",
    none: "Nothing related that you may see",
    more: "More",
    key: "Key",
    name: "Name",
    day: "Day",
    amount: "Amount",
    status: "Status",
  },
};

export function Related({ view }: { readonly view: RecordView }) {
  const { title, none } = useWords(words);
  return (
    <Section title={title}>
      {view.related.length === 0 ? (
        <EmptyState title={none} />
      ) : (
        <div className="related-groups">
          {view.related.map((group) => (
            <Group key={group.kind} of={view} group={group} />
          ))}
        </div>
      )}
    </Section>
  );
}

function Group({ of, group }: { readonly of: RecordView; readonly group: RelatedGroup }) {
  const text = useText();
  const word = useWords(words);
  const tell = useTellRefusal();
  const [pages, setPages] = useState<{ rows: Summary[]; next: string | undefined }>({
    rows: group.rows,
    next: group.next,
  });
  const [isLoading, setLoading] = useState(false);
  const { rows, next } = pages;
  const load = async () => {
    setLoading(true);
    const { data, error } = await client.GET("/api/records/{kind}/{record}/related/{by}", {
      params: {
        path: { kind: of.kind, record: of.record, by: group.kind },
        query: next === undefined ? {} : { after: next },
      },
    });
    setLoading(false);
    if (data) setPages({ rows: [...rows, ...data.rows], next: data.next });
    else tell(error);
  };
  // A customer's orders all bear the customer's name, which stands above them already.
  const has = (name: "name" | "day" | "amount" | "status") =>
    rows.some((row) => row[name] !== undefined && (name !== "name" || row.name !== of.name));
  return (
    <section className="related-group">
      <h3>
        {text(group.title)} <Figure value={group.total} />
      </h3>
      <div className="related-scroll">
        <table className="related" aria-label={text(group.title)}>
          <thead>
            <tr>
              <th>{word.key}</th>
              {has("name") && <th>{word.name}</th>}
              {has("day") && <th>{word.day}</th>}
              {has("amount") && <th className="right">{word.amount}</th>}
              {has("status") && <th>{word.status}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.record}>
                <td>
                  <RecordLink summary={row} />
                </td>
                {has("name") && <td className="name">{row.name ?? <Nothing />}</td>}
                {has("day") && (
                  <td>
                    <Day day={row.day} />
                  </td>
                )}
                {has("amount") && (
                  <td className="right">
                    <Money minor={row.amount ?? null} currency={row.currency ?? "XXX"} />
                  </td>
                )}
                {has("status") && <td>{row.status ?? <Nothing />}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {next !== undefined && (
        <Button size="small" loading={isLoading} onClick={() => void load()}>
          {word.more}
        </Button>
      )}
    </section>
  );
}
