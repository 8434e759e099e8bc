import { Link, useLocation } from "react-router";
import { api } from "../../api/index.ts";
import { EmptyState, Loaded, Page, useText, useWords } from "../../ui/index.ts";

const words = {
  zh: {
    enter: "录入记录",
    enterLead: "选择要录入的记录类型。没有 CRM 的公司可以直接在这里保管客户、拜访、合同和发票。",
    forms: "录入表单",
    formsLead: "为每种记录增加自定义字段，安排字段的分组和顺序。每次修改都会留下版本。",
    none: "您没有可以录入的记录类型",
    settings: "设置",
    records: "记录",
  },
  en: {
    enter: "Enter a record",
    enterLead:
      "Choose what to enter. A company without a CRM can keep customers, visits, contracts and invoices here.",
    forms: "Forms",
    formsLead:
      "Add fields of your own to each kind of record, and arrange them. Every change is kept as a version.",
    none: "There is no kind of record that you may enter",
    settings: "Settings",
    records: "Records",
  },
};

/** The kinds that one may enter, or whose forms one may define, by the address. */
export default function KindsPage() {
  const isForForms = useLocation().pathname.startsWith("/settings");
  const word = useWords(words);
  const text = useText();
  const query = api.useQuery("get", "/api/forms");
  return (
    <Page
      title={isForForms ? word.forms : word.enter}
      lead={isForForms ? word.formsLead : word.enterLead}
      trail={[
        isForForms ? { title: word.settings, path: "/settings" } : { title: word.records, path: "/records" },
      ]}
    >
      <Loaded query={query}>
        {(kinds) => {
          const offered = kinds.filter((one) => (isForForms ? one.mayDefine : one.mayEnter));
          if (offered.length === 0) return <EmptyState title={word.none} />;
          return (
            <ul className="kind-list">
              {offered.map(({ kind, title }) => (
                <li key={kind}>
                  <Link to={isForForms ? `/settings/forms/${kind}` : `/records/${kind}/new`}>
                    {text(title)}
                  </Link>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Page>
  );
}
