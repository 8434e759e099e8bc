import { Tabs } from "antd";
import { Link, useSearchParams } from "react-router";
import { mayEnter, type Role, useMe } from "../../api/index.ts";
import { Page, useWords } from "../../ui/index.ts";
import { AlertsEditor } from "./alerts-editor.tsx";
import { CalendarEditor } from "./calendar-editor.tsx";
import { CurrenciesEditor } from "./currencies-editor.tsx";
import { DetectionNumbers } from "./detection-numbers.tsx";
import { EntitiesEditor } from "./entities-editor.tsx";
import type { SectionName } from "./model.ts";
import { Rates } from "./rates.tsx";
import { RetentionEditor } from "./retention-editor.tsx";
import { SectionFrame } from "./section-frame.tsx";
import { VatEditor } from "./vat-editor.tsx";

const words = {
  zh: {
    title: "设置",
    lead: "一次设定，处处沿用。每次保存都另存一版，谁在何时改了什么都记入日志。",
    forms: "记录表单",
    entities: {
      tab: "法人实体",
      title: "法人实体",
      lead: "集团内的公司。记录中的“法人实体”按代码对应到这里。",
    },
    calendar: {
      tab: "日历",
      title: "业务时区与会计日历",
      lead: "日期按业务时区理解；期末突击等检查按会计年度的起始月份划分季度。年度以其结束的年份命名。",
    },
    currencies: { tab: "货币与汇率", title: "货币", lead: "本位币用于汇总；不同货币的金额从不直接相加。" },
    vat: { tab: "增值税", title: "增值税率", lead: "按日期和法人实体生效；同名税率在同一天只能有一个。" },
    retention: {
      tab: "保存期限",
      title: "保存期限",
      lead: "超过期限的记录每晚清除：内容和随机盐被销毁，默克尔叶子和事件保留，此前的证明依然有效。客户、员工、产品等主数据从来源中消失之日起算。未列出的类型一直保存。",
    },
    alerts: { tab: "检测", title: "定时检测", lead: "除每次导入之后，检测还按此时间自动运行。" },
  },
  en: {
    title: "Settings",
    lead: "Settled once, reckoned with everywhere. Every save is a version of its own, and the log knows who changed what when.",
    forms: "Forms of records",
    entities: {
      tab: "Legal entities",
      title: "Legal entities",
      lead: "The companies of the group. A record's legal entity is matched by its code.",
    },
    calendar: {
      tab: "Calendar",
      title: "Business time zone and fiscal calendar",
      lead: "Days are those of the business time zone; what looks at period ends takes its quarters from the month in which the fiscal year begins. A year is called by the year it ends in.",
    },
    currencies: {
      tab: "Currencies and rates",
      title: "Currencies",
      lead: "Totals are in the house currency; amounts in different currencies are never simply added.",
    },
    vat: {
      tab: "VAT",
      title: "VAT rates",
      lead: "By day and legal entity; of one name there is one rate on any day.",
    },
    retention: {
      tab: "Retention",
      title: "Retention",
      lead: "What is past its period is erased every night: content and salts are destroyed, Merkle leaves and events stay, and earlier proofs still hold. For customers, employees, products and the like the time begins when their source has them no more. Kinds that are not named are kept.",
    },
    alerts: {
      tab: "Detection",
      title: "Detection on time",
      lead: "Detectors run after every import, and by themselves at these times.",
    },
  },
};

const forAdministrator: readonly SectionName[] = ["calendar", "retention", "alerts"];
const forFinance: readonly SectionName[] = ["entities", "calendar", "currencies", "vat"];
const all: readonly SectionName[] = ["entities", "calendar", "currencies", "vat", "retention", "alerts"];

/** The sections that somebody may read; the server decides. */
function sectionsFor(roles: readonly Role[]): SectionName[] {
  const isAudit = roles.includes("lead-auditor") || roles.includes("auditor");
  return all.filter(
    (section) =>
      isAudit ||
      (roles.includes("finance") && forFinance.includes(section)) ||
      (roles.includes("administrator") && forAdministrator.includes(section)),
  );
}

export default function SettingsPage() {
  const text = useWords(words);
  const { roles } = useMe();
  const [parameters, setParameters] = useSearchParams();
  const sections = sectionsFor(roles);
  const [first = "calendar"] = sections;
  const asked = parameters.get("section");
  const mayDefineForms = roles.includes("lead-auditor") || roles.includes("finance");
  const actions = mayDefineForms ? <Link to="/settings/forms">{text.forms}</Link> : undefined;
  return (
    <Page title={text.title} lead={text.lead} {...(actions ? { actions } : {})}>
      <Tabs
        activeKey={sections.find((section) => section === asked) ?? first}
        onChange={(section) => setParameters(section === first ? {} : { section }, { replace: true })}
        items={sections.map((section) => ({
          key: section,
          label: text[section].tab,
          children: <SectionOf section={section} />,
        }))}
      />
    </Page>
  );
}

function SectionOf({ section }: { readonly section: SectionName }) {
  const { title, lead } = useWords(words)[section];
  const seesAlerts = mayEnter(["lead-auditor", "auditor"], useMe().roles);
  switch (section) {
    case "entities":
      return <SectionFrame section={section} title={title} lead={lead} Editor={EntitiesEditor} />;
    case "calendar":
      return <SectionFrame section={section} title={title} lead={lead} Editor={CalendarEditor} />;
    case "currencies":
      return (
        <>
          <SectionFrame section={section} title={title} lead={lead} Editor={CurrenciesEditor} />
          <Rates />
        </>
      );
    case "vat":
      return <SectionFrame section={section} title={title} lead={lead} Editor={VatEditor} />;
    case "retention":
      return <SectionFrame section={section} title={title} lead={lead} Editor={RetentionEditor} />;
    default:
      return (
        <>
          <SectionFrame section={section} title={title} lead={lead} Editor={AlertsEditor} />
          {seesAlerts && <DetectionNumbers />}
        </>
      );
  }
}
