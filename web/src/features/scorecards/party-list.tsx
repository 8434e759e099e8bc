import { useInfiniteQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useNavigate, useSearchParams } from "react-router";
import { client } from "../../api/index.ts";
import {
  type Column,
  CompactMoney,
  DataTable,
  Day,
  Figure,
  FilterBar,
  formatShare,
  Nothing,
  Page,
  useLanguage,
  useWords,
} from "../../ui/index.ts";
import type { Kind, PartyRow, Sort } from "./types.ts";

const words = {
  zh: {
    seller: "销售员",
    customer: "客户",
    leadSeller: "近 12 个月的数字；百分位表示在同大区同类中的位置",
    leadCustomer: "近 12 个月的数字；百分位表示在同类客户中的位置",
    search: "姓名或编号",
    sort: "排序",
    name: "名称",
    place: "所属",
    sales: "销售",
    change: "较上一年",
    documents: "单据",
    rate: "退货率",
    discount: "折扣深度",
    quarterEnd: "季末占比",
    last: "最近一笔",
    risk: "风险排名",
    findings: "疑点",
    sorts: {
      sales: "销售额",
      risk: "风险",
      "return-rate": "退货率（同类中）",
      discount: "折扣深度（同类中）",
      "quarter-end": "季末占比（同类中）",
    },
    none: "没有符合条件的",
  },
  en: {
    seller: "Sellers",
    customer: "Customers",
    leadSeller: "Figures of the last 12 months; percentiles are the place among peers of the region",
    leadCustomer: "Figures of the last 12 months; percentiles are the place among customers of the kind",
    search: "Name or ID",
    sort: "Sort by",
    name: "Name",
    place: "Where",
    sales: "Sales",
    change: "On year before",
    documents: "Documents",
    rate: "Return rate",
    discount: "Discount",
    quarterEnd: "Quarter-end",
    last: "Last sale",
    risk: "Risk rank",
    findings: "Findings",
    sorts: {
      sales: "Sales",
      risk: "Risk",
      "return-rate": "Return rate among peers",
      discount: "Discount among peers",
      "quarter-end": "Quarter-end share among peers",
    },
    none: "None that fit",
  },
};

const isSort = (given: string | null): given is Sort =>
  given !== null && ["sales", "risk", "return-rate", "discount", "quarter-end"].includes(given);

/** Sellers or customers whose figures the reader may see. */
export function PartyList({ kind }: { readonly kind: Kind }) {
  const text = useWords(words);
  const navigate = useNavigate();
  const [asked, setAsked] = useSearchParams();
  const q = asked.get("q") ?? "";
  const given = asked.get("sort");
  const sort: Sort = isSort(given) ? given : "sales";
  const path = kind === "seller" ? "/api/sellers" : "/api/customers";
  const query = useInfiniteQuery({
    queryKey: ["get", path, { q, sort }],
    staleTime: 60_000,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const { data, error } = await client.GET(path, {
        params: { query: { sort, ...(q ? { q } : {}), ...(pageParam ? { after: pageParam } : {}) } },
        signal,
      });
      if (!data) throw error;
      return data;
    },
    getNextPageParam: ({ next }) => next,
  });
  const [first] = query.data?.pages ?? [];
  const hasRisk = first?.hasRisk ?? false;
  const ask = (name: string, value: string) => {
    const next = new URLSearchParams(asked);
    if (value) next.set(name, value);
    else next.delete(name);
    setAsked(next, { replace: true });
  };
  const sorts = (Object.keys(text.sorts) as Sort[]).filter((one) => one !== "risk" || hasRisk);
  return (
    <Page title={text[kind]} lead={kind === "seller" ? text.leadSeller : text.leadCustomer}>
      <FilterBar search={q} onSearch={(typed) => ask("q", typed)} placeholder={text.search}>
        <Select<Sort>
          aria-label={text.sort}
          value={sort}
          popupMatchSelectWidth={false}
          options={sorts.map((value) => ({ value, label: text.sorts[value] }))}
          onChange={(value) => ask("sort", value)}
        />
      </FilterBar>
      <DataTable
        caption={text[kind]}
        rows={query.data?.pages.flatMap(({ rows }) => rows)}
        columns={useColumns(kind, hasRisk)}
        keyOf={({ id }) => id}
        isLoading={query.isPending}
        error={query.error}
        onRetry={() => void query.refetch()}
        onOpen={({ id }) => void navigate(`/${kind}s/${encodeURIComponent(id)}`)}
        more={
          query.hasNextPage
            ? { isLoading: query.isFetchingNextPage, load: () => void query.fetchNextPage() }
            : undefined
        }
      />
    </Page>
  );
}

function useColumns(kind: Kind, hasRisk: boolean): Column<PartyRow>[] {
  const text = useWords(words);
  const language = useLanguage();
  const measured = (key: string, title: string): Column<PartyRow> => ({
    key,
    title,
    align: "right",
    render: ({ figures }) => <Measured row={figures} measure={key} />,
  });
  const risk: Column<PartyRow>[] = [
    {
      key: "risk",
      title: text.risk,
      align: "right",
      render: ({ risk }) =>
        risk ? (
          <span>
            <Figure value={risk.rank} />{" "}
            <small className="quiet">
              {text.findings} {risk.findings}
            </small>
          </span>
        ) : (
          <Nothing />
        ),
    },
  ];
  return [
    {
      key: "name",
      title: text.name,
      width: 280,
      ellipsis: true,
      render: ({ id, name }) => (
        <span title={name ?? id}>
          {name ?? id} {name && <code className="quiet">{id}</code>}
        </span>
      ),
    },
    {
      key: "place",
      title: text.place,
      ellipsis: true,
      width: kind === "seller" ? 140 : 180,
      render: ({ region, team }) => [...new Set([region, team])].filter(Boolean).join(" · "),
    },
    ...(hasRisk ? risk : []),
    {
      key: "sales",
      title: text.sales,
      align: "right",
      render: ({ sales, currency }) => <CompactMoney minor={sales} currency={currency} />,
    },
    {
      key: "change",
      title: text.change,
      align: "right",
      render: ({ sales, salesBefore }) => {
        if (salesBefore === undefined || salesBefore === "0") return <Nothing />;
        const change = Number(sales) / Number(salesBefore) - 1;
        return `${change >= 0 ? "+" : "−"}${formatShare(Math.abs(change), language)}`;
      },
    },
    {
      key: "documents",
      title: text.documents,
      align: "right",
      render: ({ documents }) => <Figure value={documents} />,
    },
    measured("return-rate", text.rate),
    measured("discount", text.discount),
    measured("quarter-end", text.quarterEnd),
    { key: "last", title: text.last, render: ({ lastOn }) => <Day day={lastOn} /> },
  ];
}

/** The share, and where it stands among peers. */
function Measured({ row, measure }: { readonly row: PartyRow["figures"]; readonly measure: string }) {
  const language = useLanguage();
  const figure = row.find((one) => one.measure === measure);
  if (!figure) return <Nothing />;
  const { percentile, value } = figure;
  return (
    <span>
      {formatShare(value, language)}{" "}
      <small className={percentile !== undefined && percentile >= 0.95 ? "percentile high" : "percentile"}>
        {percentile === undefined ? "–" : `P${Math.round(100 * percentile)}`}
      </small>
    </span>
  );
}
