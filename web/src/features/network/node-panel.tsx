import { Button } from "antd";
import { Link as To } from "react-router";
import { CompactMoney, Day, Figure, Money, Nothing, useLanguage, useText, useWords } from "../../ui/index.ts";
import { type Graph, hiddenOf, otherEnd } from "./graph.ts";
import { Shape } from "./legend.tsx";
import { isShared, kindNames, nameOf, relationNames } from "./network-words.ts";
import type { Link, Node } from "./types.ts";
import { pathOf } from "./walk-state.ts";

const words = {
  zh: {
    open: (n: number) => `展开另外 ${n} 个`,
    close: "收起",
    centre: "以它为中心",
    card: "指标卡",
    alerts: "疑点",
    sales: "近 12 个月",
    documents: "单据",
    span: "最早 – 最近一笔",
    place: "地区 · 类别",
    shared: "共用",
    parties: (n: number) => `${n} 方`,
    community: "群体",
    communityOf: (parties: number, shared: number) => `${parties} 人（户），${shared} 项共用信息`,
    ties: "图中的联系",
    hidden: "完整内容见所据记录",
    more: (n: number) => `其余 ${n} 条见下方列表`,
    masked: "只显示头尾；完整号码或地址只在所据记录中。",
  },
  en: {
    open: (n: number) => `Open ${n} more`,
    close: "Close again",
    centre: "Centre on it",
    card: "Scorecard",
    alerts: "Alerts",
    sales: "Last 12 months",
    documents: "Documents",
    span: "First – last sale",
    place: "Region · group",
    shared: "Shared by",
    parties: (n: number) => (n === 1 ? "1 party" : `${n} parties`),
    community: "Community",
    communityOf: (parties: number, shared: number) => `${parties} parties, ${shared} shared`,
    ties: "Ties in the picture",
    hidden: "In full in the record",
    more: (n: number) => `${n} more in the list below`,
    masked: "Only its end or beginning is shown; the whole stands in the records.",
  },
};

interface Props {
  readonly graph: Graph;
  readonly node: Node;
  readonly isStart: boolean;
  /** Absent where nothing can be opened: a community is shown as it is. */
  readonly opening?: { readonly isOpen: boolean; open(): void; close(): void };
  select(key: string): void;
}

/** What is known of a node, what can be done with it, and its ties as a list. */
export function NodePanel({ graph, node, isStart, opening, select }: Props) {
  const text = useWords(words);
  const say = useText();
  const language = useLanguage();
  const hidden = hiddenOf(graph, node);
  const isParty = !isShared(node.kind);
  const card = `/${node.kind}s/${encodeURIComponent(node.id)}`;
  return (
    <aside className="network-panel" aria-live="polite">
      <h2>
        <Shape kind={node.kind} /> {nameOf(node, language)}
      </h2>
      <p className="lead">
        {isParty ? (
          <>
            {say(kindNames[node.kind])} <code>{node.id}</code>
          </>
        ) : (
          text.masked
        )}
      </p>
      <div className="network-panel-actions">
        {opening && hidden > 0 && !opening.isOpen && (
          <Button size="small" type="primary" onClick={opening.open}>
            {text.open(hidden)}
          </Button>
        )}
        {opening?.isOpen && (
          <Button size="small" onClick={opening.close}>
            {text.close}
          </Button>
        )}
        {!isStart && <To to={pathOf(node)}>{text.centre}</To>}
        {node.figures && <To to={card}>{text.card}</To>}
      </div>
      <Facts node={node} />
      <Ties graph={graph} node={node} select={select} />
    </aside>
  );
}

function Facts({ node }: { readonly node: Node }) {
  const text = useWords(words);
  const { figures, alerts, community, parties, kind, id } = node;
  const place = [...new Set([figures?.region, figures?.team])].filter(Boolean).join(" · ");
  return (
    <dl className="network-facts">
      {parties !== undefined && <Fact title={text.shared}>{text.parties(parties)}</Fact>}
      {!isShared(kind) && (
        <Fact title={text.alerts}>
          {alerts > 0 ? (
            <To to={`/alerts?${kind}=${encodeURIComponent(id)}&status=all`}>{alerts}</To>
          ) : (
            <Nothing />
          )}
        </Fact>
      )}
      {figures && (
        <>
          <Fact title={text.sales}>
            <CompactMoney minor={figures.sales} currency={figures.currency} />
          </Fact>
          <Fact title={text.documents}>
            <Figure value={figures.documents} />
          </Fact>
          <Fact title={text.span}>
            <Day day={figures.firstOn} /> – <Day day={figures.lastOn} />
          </Fact>
        </>
      )}
      {place && <Fact title={text.place}>{place}</Fact>}
      {community && (
        <Fact title={text.community}>
          <To to={`/network/communities/${community.id}`}>
            {text.communityOf(community.parties, community.shared)}
          </To>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const tiesShown = 12;

type Listing = Pick<Props, "graph" | "node" | "select">;

function Ties({ graph, node, select }: Listing) {
  const text = useWords(words);
  const links = graph.linksOf.get(node.key) ?? [];
  if (links.length === 0) return null;
  return (
    <>
      <h3>{text.ties}</h3>
      <ul className="network-ties">
        {links.slice(0, tiesShown).map((link) => (
          <Tie key={`${link.from} ${link.to} ${link.relation}`} {...{ link, graph, node, select }} />
        ))}
      </ul>
      {links.length > tiesShown && <small>{text.more(links.length - tiesShown)}</small>}
    </>
  );
}

function Tie(props: Listing & { readonly link: Link }) {
  const { link, graph, node, select } = props;
  const text = useWords(words);
  const say = useText();
  const language = useLanguage();
  const other = graph.byKey.get(otherEnd(link, node.key));
  if (!other) return null;
  const { amount, currency, records } = link;
  return (
    <li>
      <button type="button" className="network-name" onClick={() => select(other.key)}>
        <Shape kind={other.kind} /> {nameOf(other, language)}
      </button>
      <small>
        {say(relationNames[link.relation])}
        {amount !== undefined && amount !== "0" && (
          <>
            {" · "}
            <Money minor={amount} currency={currency ?? "XXX"} />
          </>
        )}
        {records.map(({ kind, record, key }) => (
          <span key={record}>
            {" · "}
            <To to={`/records/${kind}/${record}`} title={text.hidden}>
              {key}
            </To>
          </span>
        ))}
      </small>
    </li>
  );
}
