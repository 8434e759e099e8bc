import { Tabs } from "antd";
import { useSearchParams } from "react-router";
import { Page, useWords } from "../../ui/index.ts";
import { AccountList } from "./account-list.tsx";
import { OrgChart } from "./org-chart.tsx";

const words = {
  zh: {
    title: "人员与权限",
    lead: "账号由系统管理员开立，无人可自行注册；审计人员的账号与角色只由审计负责人管理。",
    accounts: "账号",
    chart: "组织架构",
  },
  en: {
    title: "People",
    lead: "The administrator makes accounts, nobody signs up; accounts and roles of audit are kept by the lead auditor alone.",
    accounts: "Accounts",
    chart: "Org chart",
  },
};

export default function PeoplePage() {
  const text = useWords(words);
  const [parameters, setParameters] = useSearchParams();
  return (
    <Page title={text.title} lead={text.lead}>
      <Tabs
        activeKey={parameters.get("tab") ?? "accounts"}
        onChange={(tab) => setParameters(tab === "accounts" ? {} : { tab }, { replace: true })}
        destroyOnHidden
        items={[
          { key: "accounts", label: text.accounts, children: <AccountList /> },
          { key: "chart", label: text.chart, children: <OrgChart /> },
        ]}
      />
    </Page>
  );
}
