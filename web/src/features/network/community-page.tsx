import { keepPreviousData } from "@tanstack/react-query";
import { Switch } from "antd";
import { useId, useState } from "react";
import { useParams } from "react-router";
import { api } from "../../api/index.ts";
import {
  CompactMoney,
  Figure,
  formatShare,
  KeyFigures,
  Loaded,
  Page,
  useLanguage,
  useWords,
} from "../../ui/index.ts";
import { Picture } from "./picture.tsx";
import type { Community } from "./types.ts";

const words = {
  zh: {
    network: "关系网",
    title: (id: string) => `群体 ${id}`,
    lead: "由共用信息和买卖往来算出的一组人（户）。群体本身不是疑点：它只说明这些人（户）之间的联系比与外面多。编号在每次检测后更新。",
    parties: "销售员与客户",
    partiesOf: (sellers: number, customers: number) => `${sellers} 名员工，${customers} 个客户`,
    shared: "共用信息",
    ties: (n: number) => `${n} 条联系`,
    bought: "客户采购总额",
    inside: "由群体内的人售出",
    insideNote: "按单据数",
    trade: "隐藏买卖关系",
  },
  en: {
    network: "Network",
    title: (id: string) => `Community ${id}`,
    lead: "Parties grouped by what they share and by trade. A community is no suspicion in itself: it says that they are tied to each other more than to others. It is numbered anew by each run.",
    parties: "Sellers and customers",
    partiesOf: (sellers: number, customers: number) =>
      `${sellers} ${sellers === 1 ? "employee" : "employees"}, ${customers} ${customers === 1 ? "customer" : "customers"}`,
    shared: "Shared identifiers",
    ties: (n: number) => (n === 1 ? "1 tie" : `${n} ties`),
    bought: "Bought by its customers",
    inside: "Sold by its own sellers",
    insideNote: "of documents",
    trade: "Hide trade",
  },
};

/** A community and what ties it together. */
export default function CommunityPage() {
  const { id = "" } = useParams();
  const text = useWords(words);
  const label = useId();
  const [trade, setTrade] = useState(true);
  const query = api.useQuery(
    "get",
    "/api/network/communities/{id}",
    { params: { path: { id: Number(id) }, query: { trade: trade ? "true" : "false" } } },
    { staleTime: 60_000, placeholderData: keepPreviousData },
  );
  return (
    <Page title={text.title(id)} trail={[{ title: text.network, path: "/network" }]} lead={text.lead}>
      <Loaded query={query} rows={14}>
        {(view) => (
          <>
            <Figures community={view.community} />
            <Picture
              key={view.community.id}
              view={view}
              tools={
                <span className="network-switch">
                  <Switch
                    size="small"
                    aria-labelledby={label}
                    checked={!trade}
                    onChange={(isHidden) => setTrade(!isHidden)}
                  />
                  <span id={label}>{text.trade}</span>
                </span>
              }
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Figures({ community }: { readonly community: Community }) {
  const text = useWords(words);
  const language = useLanguage();
  const { sellers, customers, shared, ties, amount, currency, inside } = community;
  return (
    <KeyFigures
      figures={[
        {
          label: text.parties,
          value: <Figure value={sellers + customers} />,
          note: text.partiesOf(sellers, customers),
        },
        { label: text.shared, value: <Figure value={shared} />, note: text.ties(ties) },
        { label: text.bought, value: <CompactMoney minor={amount} currency={currency} /> },
        ...(inside === undefined
          ? []
          : [{ label: text.inside, value: formatShare(inside, language), note: text.insideNote }]),
      ]}
    />
  );
}
