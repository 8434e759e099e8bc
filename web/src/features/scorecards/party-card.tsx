import { Link, useParams } from "react-router";
import { api } from "../../api/index.ts";
import {
  BarList,
  Change,
  CompactMoney,
  Day,
  Figure,
  formatShare,
  KeyFigures,
  Loaded,
  Page,
  Section,
  useLanguage,
  useWords,
} from "../../ui/index.ts";
import { Findings } from "./findings.tsx";
import { Scorecard } from "./scorecard.tsx";
import { Timeline } from "./timeline.tsx";
import type { Kind, Party } from "./types.ts";

const words = {
  zh: {
    sellers: "销售员",
    customers: "客户",
    sales: "近 12 个月销售",
    returns: "退货与冲回",
    rate: "占销售",
    documents: "单据",
    last: "最近一笔",
    since: "最早一笔",
    manager: "直属上级",
    owner: "负责人",
    asOf: "数据截至",
    topCustomers: "最大的客户",
    itsSellers: "向其销售的人",
    records: "相关记录",
    orders: "订单",
    invoices: "发票",
    payments: "回款",
    activities: "拜访",
    creditNotes: "退货",
    none: "近 12 个月没有",
    network: "关系网",
  },
  en: {
    sellers: "Sellers",
    customers: "Customers",
    sales: "Sales, last 12 months",
    returns: "Returned or reversed",
    rate: "of sales",
    documents: "Documents",
    last: "Last sale",
    since: "first",
    manager: "Manager",
    owner: "Owner",
    asOf: "Data up to",
    topCustomers: "Largest customers",
    itsSellers: "Who sells to it",
    records: "Records",
    orders: "Orders",
    invoices: "Invoices",
    payments: "Payments",
    activities: "Visits",
    creditNotes: "Returns",
    none: "None in the last 12 months",
    network: "Network",
  },
};

/** One seller or customer: figures beside peers, month by month, what was found, and the way to the records. */
export function PartyCard({ kind }: { readonly kind: Kind }) {
  const { id = "" } = useParams();
  const text = useWords(words);
  const path = kind === "seller" ? "/api/sellers/{id}" : "/api/customers/{id}";
  const query = api.useQuery("get", path, { params: { path: { id } } }, { staleTime: 60_000 });
  const list = kind === "seller" ? "sellers" : "customers";
  const party = query.data;
  return (
    <Page
      title={party?.name ?? id}
      trail={[{ title: text[list], path: `/${list}` }]}
      lead={party && <About party={party} kind={kind} />}
    >
      <Loaded query={query} rows={14}>
        {(data) => <Card party={data} kind={kind} />}
      </Loaded>
    </Page>
  );
}

function About({ party, kind }: { readonly party: Party; readonly kind: Kind }) {
  const text = useWords(words);
  const { id, region, team, manager, seller, asOf } = party;
  return (
    <>
      <code>{id}</code>
      {[...new Set([region, team])].filter(Boolean).map((one) => ` · ${one}`)}
      {kind === "seller" && manager && ` · ${text.manager} ${manager}`}
      {kind === "customer" && seller && (
        <>
          {` · ${text.owner} `}
          <Link to={`/sellers/${encodeURIComponent(seller)}`}>{seller}</Link>
        </>
      )}
      {` · ${text.asOf} `}
      <Day day={asOf} />
      {party.suspicions && (
        <>
          {" · "}
          <Link to={`/network/${kind}/${encodeURIComponent(id)}`}>{text.network}</Link>
        </>
      )}
    </>
  );
}

function Card({ party, kind }: { readonly party: Party; readonly kind: Kind }) {
  const text = useWords(words);
  const language = useLanguage();
  const { sales, salesBefore, returns, documents, currency, firstOn, lastOn, suspicions } = party;
  const rate = Number(sales) > 0 ? Number(returns) / Number(sales) : undefined;
  return (
    <>
      <KeyFigures
        figures={[
          {
            label: text.sales,
            value: <CompactMoney minor={sales} currency={currency} />,
            note: <Change now={sales} before={salesBefore} />,
          },
          {
            label: text.returns,
            value: <CompactMoney minor={returns} currency={currency} />,
            note: rate !== undefined && `${text.rate} ${formatShare(rate, language)}`,
          },
          { label: text.documents, value: <Figure value={documents} /> },
          {
            label: text.last,
            value: <Day day={lastOn} />,
            note: firstOn && (
              <>
                {text.since} <Day day={firstOn} />
              </>
            ),
          },
        ]}
      />
      {suspicions && <Findings suspicions={suspicions} kind={kind} id={party.id} />}
      <Scorecard party={party} kind={kind} />
      <Timeline party={party} />
      <div className="columns">
        <Others party={party} kind={kind} />
        <Records party={party} kind={kind} />
      </div>
    </>
  );
}

function Others({ party, kind }: { readonly party: Party; readonly kind: Kind }) {
  const text = useWords(words);
  const title = kind === "seller" ? text.topCustomers : text.itsSellers;
  const folder = kind === "seller" ? "customers" : "sellers";
  return (
    <Section title={title} width="two-thirds">
      {party.others.length === 0 ? (
        <p className="lead">{text.none}</p>
      ) : (
        <BarList
          caption={title}
          bars={party.others.map(({ id, name, sales, documents }) => ({
            key: id,
            label: (
              <>
                <Link to={`/${folder}/${encodeURIComponent(id)}`}>{name ?? id}</Link>{" "}
                {name && <code className="quiet">{id}</code>}
              </>
            ),
            value: Number(sales),
            shown: <CompactMoney minor={sales} currency={party.currency} />,
            note: `${documents} ${text.documents}`,
          }))}
        />
      )}
    </Section>
  );
}

const linked = {
  seller: [
    ["order", "seller_id", "orders"],
    ["invoice", "seller_id", "invoices"],
    ["credit-note", "seller_id", "creditNotes"],
    ["activity", "employee_id", "activities"],
  ],
  customer: [
    ["order", "customer_id", "orders"],
    ["invoice", "customer_id", "invoices"],
    ["payment", "customer_id", "payments"],
    ["credit-note", "customer_id", "creditNotes"],
    ["activity", "customer_id", "activities"],
  ],
} as const;

function Records({ party, kind }: { readonly party: Party; readonly kind: Kind }) {
  const text = useWords(words);
  return (
    <Section title={text.records} width="third">
      <ul className="record-links">
        {linked[kind].map(([record, field, label]) => (
          <li key={record}>
            <Link to={recordsOf(record, field, party.id)}>{text[label]}</Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const recordsOf = (record: string, field: string, id: string) =>
  `/records/${record}?${new URLSearchParams({ filter: `${field}:is:${id}` })}`;
