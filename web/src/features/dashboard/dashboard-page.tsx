import { keepPreviousData } from "@tanstack/react-query";
import { Alert } from "antd";
import { useState } from "react";
import { api } from "../../api/index.ts";
import { EmptyState, FirstSteps, Loaded, Page, useWords } from "../../ui/index.ts";
import { DetectionNotices } from "./detection-notices.tsx";
import { Figures } from "./figures.tsx";
import { Freshness } from "./freshness.tsx";
import { SalesByGroup, SalesOverTime } from "./sales-sections.tsx";
import { SuspicionSections } from "./suspicion-sections.tsx";
import { SystemSections } from "./system-sections.tsx";
import type { Choice, Dashboard } from "./types.ts";
import { WhatChanged } from "./what-changed.tsx";

const words = {
  zh: {
    title: "概览",
    link: "您的账号尚未关联到员工，因此看不到任何疑点。请联系管理员或审计负责人关联。",
    working: "记录已导入，首次检测完成后这里会显示销售与疑点。",
    notYet: "还没有检测过。导入之后会自动开始，也可以在“检测器”页面查看将要检查什么。",
    nothing: "您的账号没有关联到员工，或还没有您名下的销售。",
  },
  en: {
    title: "Overview",
    link: "Your account is not linked to an employee and therefore sees no alerts. Ask an administrator or the lead auditor to link it.",
    working: "Records are in. Sales and alerts appear here when the first detection run is done.",
    notYet: "Nothing has been examined yet. A run begins by itself after an import.",
    nothing: "Your account is not linked to an employee, or there are no sales in your name yet.",
  },
};

const whileRunning = 3_000; // milliseconds
const otherwise = 60_000;

/** The first page of everybody; what is on it depends on who looks. */
export default function DashboardPage() {
  const text = useWords(words);
  const [choice, choose] = useState<Choice>({ grain: "month" });
  const query = api.useQuery(
    "get",
    "/api/dashboard",
    { params: { query: { ...choice } } },
    {
      placeholderData: keepPreviousData,
      staleTime: otherwise,
      refetchInterval: ({ state }) =>
        (state.data?.freshness.underWay.length ?? 0) > 0 ? whileRunning : false,
    },
  );
  return (
    <Page title={text.title} lead={query.data && <Freshness freshness={query.data.freshness} />}>
      <Loaded query={query} rows={14}>
        {(data) => <Boards data={data} choice={choice} onChoose={choose} />}
      </Loaded>
    </Page>
  );
}

function Boards(props: {
  readonly data: Dashboard;
  readonly choice: Choice;
  onChoose(choice: Choice): void;
}) {
  const { data, choice, onChoose } = props;
  const { sales, suspicions, system, mustBeLinked, freshness } = data;
  const text = useWords(words);
  const isEmpty = sales !== undefined && sales.totals.length === 0 && choice.legalEntity === undefined;
  return (
    <>
      {mustBeLinked && <Alert className="refusal" type="warning" showIcon title={text.link} />}
      {suspicions && <DetectionNotices />}
      {!freshness.hasRecords && <FirstSteps />}
      {freshness.hasRecords && !freshness.workedOutAt && !system && (
        <EmptyState title={freshness.underWay.length > 0 ? text.working : text.notYet} />
      )}
      {freshness.workedOutAt && !sales && !system && <EmptyState title={text.nothing} />}
      {isEmpty && !system ? <EmptyState title={text.nothing} /> : null}
      {sales && !isEmpty && (
        <>
          <Figures sales={sales} suspicions={suspicions} />
          <div className="columns">
            <SalesOverTime sales={sales} choice={choice} onChoose={onChoose} />
            {suspicions && <WhatChanged changes={suspicions.changes} />}
            {suspicions && <SuspicionSections suspicions={suspicions} />}
            <SalesByGroup sales={sales} most={suspicions ? 2 : 3} />
          </div>
        </>
      )}
      {system && <SystemSections system={system} />}
    </>
  );
}
