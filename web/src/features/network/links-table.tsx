import { useState } from "react";
import { Link as To } from "react-router";
import {
  type Column,
  DataTable,
  Day,
  Figure,
  Money,
  Nothing,
  Section,
  useLanguage,
  useText,
  useWords,
} from "../../ui/index.ts";
import type { Graph } from "./graph.ts";
import { Shape } from "./legend.tsx";
import { nameOf, relationNames } from "./network-words.ts";
import type { Link } from "./types.ts";

const words = {
  zh: {
    title: "同一张图的列表",
    from: "一端",
    relation: "联系",
    to: "另一端",
    amount: "金额",
    documents: "单据",
    span: "起止",
    records: "所据记录",
    comma: "、",
  },
  en: {
    title: "The same as a list",
    from: "One end",
    relation: "Tie",
    to: "Other end",
    amount: "Amount",
    documents: "Documents",
    span: "From – to",
    records: "Records",
    comma: ", ",
  },
};

const atOnce = 40;

/** Everything the picture says, for those who do not see it or do not use a pointer; a name brings its node to the side. */
export function LinksTable({ graph, select }: { readonly graph: Graph; select(key: string): void }) {
  const text = useWords(words);
  const say = useText();
  const language = useLanguage();
  const [shown, setShown] = useState(atOnce);
  const end = (key: string) => {
    const node = graph.byKey.get(key);
    if (!node) return key;
    return (
      <button
        type="button"
        className="network-name"
        title={nameOf(node, language)}
        onClick={() => select(key)}
      >
        <Shape kind={node.kind} /> {nameOf(node, language)}
      </button>
    );
  };
  const columns: Column<Link>[] = [
    { key: "from", title: text.from, width: 230, ellipsis: true, render: ({ from }) => end(from) },
    { key: "relation", title: text.relation, render: ({ relation }) => say(relationNames[relation]) },
    { key: "to", title: text.to, width: 230, ellipsis: true, render: ({ to }) => end(to) },
    {
      key: "amount",
      title: text.amount,
      align: "right",
      render: ({ amount, currency }) =>
        amount === undefined || amount === "0" ? (
          <Nothing />
        ) : (
          <Money minor={amount} currency={currency ?? "XXX"} />
        ),
    },
    {
      key: "documents",
      title: text.documents,
      align: "right",
      render: ({ documents }) => (documents === undefined ? <Nothing /> : <Figure value={documents} />),
    },
    {
      key: "span",
      title: text.span,
      render: ({ firstOn, lastOn }) =>
        firstOn === undefined ? (
          <Nothing />
        ) : (
          <>
            <Day day={firstOn} /> – <Day day={lastOn} />
          </>
        ),
    },
    {
      key: "records",
      title: text.records,
      render: ({ records }) =>
        records.length === 0 ? (
          <Nothing />
        ) : (
          records.map(({ kind, record, key }, i) => (
            <span key={record}>
              {i > 0 && text.comma}
              <To to={`/records/${kind}/${record}`}>{key}</To>
            </span>
          ))
        ),
    },
  ];
  return (
    <Section title={text.title}>
      <DataTable
        caption={text.title}
        rows={graph.links.slice(0, shown)}
        columns={columns}
        keyOf={({ from, to, relation }) => `${from} ${relation} ${to}`}
        more={
          shown < graph.links.length
            ? { isLoading: false, load: () => setShown(shown + 4 * atOnce) }
            : undefined
        }
      />
    </Section>
  );
}
