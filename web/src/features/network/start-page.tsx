import { useNavigate } from "react-router";
import { api } from "../../api/index.ts";
import {
  type Column,
  CompactMoney,
  DataTable,
  Day,
  EmptyState,
  Figure,
  formatShare,
  Loaded,
  Nothing,
  Page,
  Section,
  useLanguage,
  useWords,
} from "../../ui/index.ts";
import { PartySearch } from "./party-search.tsx";
import type { Community, Overview } from "./types.ts";

const words = {
  zh: {
    title: "关系网",
    lead: "销售员、客户与他们共用的电话、地址、账户之间的联系。从一名销售员或一个客户开始，一步步走下去。",
    none: "还没有关系网：导入数据并完成一次检测后生成。",
    communities: "联系最密的群体",
    about: "按每人（户）平均的共用联系排列。群体不是疑点，只是值得先看的地方。",
    noCommunities: "没有三方以上、且共用信息的群体。",
    comma: "、",
    members: "成员",
    others: (n: number) => `等 ${n} 人（户）`,
    shared: "共用信息",
    perParty: "人均联系",
    bought: "客户采购",
    inside: "内部售出",
    extent: (parties: string, identifiers: string, links: string, communities: string) =>
      `${parties} 个人（户）、${identifiers} 项共用信息、${links} 条联系，分为 ${communities} 个群体`,
    modularity: "模块度",
    publicValues: (n: number) => `${n} 项信息由 50 方以上共用，视为公共信息，未列入`,
    cut: (n: string) => `超出上限，未列入的联系 ${n} 条`,
    asOf: "数据截至",
  },
  en: {
    title: "Network",
    lead: "How sellers and customers are tied to each other and to the telephones, addresses and accounts they share. Begin at one and walk on step by step.",
    none: "There is no network yet: it is made by a run of the detectors over imported data.",
    communities: "The most closely tied communities",
    about: "By shared ties per party. A community is no suspicion, only a place to look first.",
    noCommunities: "There is no community of three or more that shares anything.",
    comma: ", ",
    members: "Members",
    others: (n: number) => `${n} in all`,
    shared: "Shared",
    perParty: "Ties per party",
    bought: "Bought",
    inside: "Sold within",
    extent: (parties: string, identifiers: string, links: string, communities: string) =>
      `${parties} parties, ${identifiers} shared identifiers and ${links} ties in ${communities} communities`,
    modularity: "modularity",
    publicValues: (n: number) =>
      n === 1
        ? "1 value of more than 50 parties is public and left out"
        : `${n} values of more than 50 parties are public and left out`,
    cut: (n: string) => `${n} ties beyond the limit are left out`,
    asOf: "Data up to",
  },
};

/** Where a walk begins: by a name, or at the communities that share most. */
export default function StartPage() {
  const text = useWords(words);
  const query = api.useQuery("get", "/api/network", {}, { staleTime: 60_000 });
  return (
    <Page title={text.title} lead={text.lead}>
      <PartySearch />
      <Loaded query={query} rows={10}>
        {(overview) =>
          overview.extent && overview.extent.links > 0 ? (
            <Communities overview={overview} />
          ) : (
            <EmptyState title={text.none} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Communities({ overview }: { readonly overview: Overview }) {
  const text = useWords(words);
  const navigate = useNavigate();
  return (
    <>
      <Extent overview={overview} />
      <Section title={text.communities} extra={<small>{text.about}</small>}>
        <DataTable
          caption={text.communities}
          rows={overview.communities}
          columns={useColumns()}
          keyOf={({ id }) => String(id)}
          onOpen={({ id }) => void navigate(`/network/communities/${id}`)}
          empty={<EmptyState title={text.noCommunities} />}
        />
      </Section>
    </>
  );
}

function useColumns(): Column<Community>[] {
  const text = useWords(words);
  const language = useLanguage();
  return [
    {
      key: "members",
      title: text.members,
      render: ({ members, sellers, customers }) => {
        const names = members.slice(0, 4).map(({ label, id }) => label ?? id);
        const count = sellers + customers;
        return (
          <>
            <span className="network-members" title={names.join(text.comma)}>
              {names.join(text.comma)}
            </span>
            {count > names.length && <small className="quiet"> {text.others(count)}</small>}
          </>
        );
      },
    },
    { key: "shared", title: text.shared, align: "right", render: ({ shared }) => <Figure value={shared} /> },
    {
      key: "ties",
      title: text.perParty,
      align: "right",
      render: ({ ties, sellers, customers }) => <Figure value={ties / (sellers + customers)} digits={1} />,
    },
    {
      key: "inside",
      title: text.inside,
      align: "right",
      render: ({ inside }) => (inside === undefined ? <Nothing /> : formatShare(inside, language)),
    },
    {
      key: "amount",
      title: text.bought,
      align: "right",
      render: ({ amount, currency }) =>
        amount === "0" ? <Nothing /> : <CompactMoney minor={amount} currency={currency} />,
    },
  ];
}

function Extent({ overview: { extent, asOf } }: { readonly overview: Overview }) {
  const text = useWords(words);
  const language = useLanguage();
  if (!extent) return null;
  const figure = (n: number) => n.toLocaleString(language === "zh" ? "zh-CN" : "en");
  const { shared, trade, staff } = extent.leftOff;
  const told = [
    text.extent(
      ...([extent.parties, extent.identifiers, extent.links, extent.communities].map(figure) as [
        string,
        string,
        string,
        string,
      ]),
    ),
    `${text.modularity} ${extent.modularity.toFixed(2)}`,
    ...(extent.publicValues > 0 ? [text.publicValues(extent.publicValues)] : []),
    ...(shared + trade + staff > 0 ? [text.cut(figure(shared + trade + staff))] : []),
  ];
  return (
    <p className="lead network-extent">
      {told.join(" · ")}
      {` · ${text.asOf} `}
      <Day day={asOf} />
    </p>
  );
}
