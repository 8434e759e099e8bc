import { Link } from "react-router";
import { BarList, EmptyState, Figure, Section, useText, useWords } from "../../ui/index.ts";
import { RankedList } from "./ranked-list.tsx";
import type { SuspicionBoard } from "./types.ts";

const words = {
  zh: {
    schemes: "疑点类型",
    toAlerts: "全部疑点",
    openOf: "待处理与核查中",
    decided: "已办结",
    noAlerts: "没有发现疑点",
    sellers: "风险最高的销售员",
    customers: "风险最高的客户",
    deals: "风险最高的交易",
    all: "全部",
    allSellers: "全部销售员",
    allCustomers: "全部客户",
  },
  en: {
    schemes: "Alerts by scheme",
    toAlerts: "All alerts",
    openOf: "open and in review",
    decided: "closed",
    noAlerts: "Nothing suspicious was found",
    sellers: "Riskiest sellers",
    customers: "Riskiest customers",
    deals: "Riskiest deals",
    all: "All",
    allSellers: "All sellers",
    allCustomers: "All customers",
  },
};

const schemesShown = 9;

export function SuspicionSections({ suspicions }: { readonly suspicions: SuspicionBoard }) {
  const text = useWords(words);
  const told = useText();
  const { schemes, sellers, customers, deals } = suspicions;
  return (
    <>
      <Section
        title={text.sellers}
        width="third"
        extra={<Link to="/sellers?sort=risk">{text.allSellers}</Link>}
      >
        <RankedList rows={sellers} hrefOf={({ id }) => `/sellers/${encodeURIComponent(id)}`} />
      </Section>
      <Section
        title={text.customers}
        width="third"
        extra={<Link to="/customers?sort=risk">{text.allCustomers}</Link>}
      >
        <RankedList rows={customers} hrefOf={({ id }) => `/customers/${encodeURIComponent(id)}`} />
      </Section>
      <Section title={text.deals} width="third" extra={<Link to="/deals">{text.all}</Link>}>
        <RankedList
          rows={deals}
          hrefOf={({ reasons: [first] }) => (first ? `/alerts/${first.alert}` : "/alerts")}
        />
      </Section>
      <Section title={text.schemes} width="third" extra={<Link to="/alerts">{text.toAlerts}</Link>}>
        {schemes.length === 0 ? (
          <EmptyState title={text.noAlerts} />
        ) : (
          <BarList
            caption={`${text.schemes}: ${text.openOf}`}
            bars={schemes.slice(0, schemesShown).map(({ scheme, title, open, decided }) => ({
              key: scheme,
              label: <Link to={`/alerts?scheme=${scheme}`}>{told(title)}</Link>,
              value: open,
              shown: <Figure value={open} />,
              note: decided > 0 && `${text.decided} ${decided}`,
            }))}
          />
        )}
      </Section>
    </>
  );
}
