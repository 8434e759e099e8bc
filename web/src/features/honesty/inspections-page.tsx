import { Button } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/index.ts";
import {
  type Column,
  DataTable,
  EmptyState,
  Figure,
  formatShare,
  Moment,
  Page,
  Section,
  useLanguage,
  useWords,
} from "../../ui/index.ts";
import { DrawDialog } from "./draw-dialog.tsx";
import { goesByWords } from "./goes-by-words.ts";
import type { ListSummary } from "./types.ts";
import { unitWords } from "./unit-words.ts";

const words = {
  zh: {
    title: "抽查",
    lead: "接下来查什么：先按检测结果或排序模型选出最该查的，再由系统随机抽取一部分，使没有人怀疑的也会被看到，漏掉多少才估计得出来。每次抽取连同种子在任何人看到之前即写入日志，重抽也会留下痕迹。",
    draw: "抽取清单",
    lists: "抽取过的清单",
    none: "还没有抽取过清单。",
    unit: "抽查对象",
    goesBy: "依据",
    drawn: "抽取时间",
    by: "抽取人",
    items: "项数",
    random: "随机",
    judged: "已有结论",
    of: (n: number) => ` / ${n}`,
  },
  en: {
    title: "Inspections",
    lead: "What to inspect next: first what findings or the ranking put on top, and a share drawn at random by the system, so that what nobody suspects is looked at too and what was missed can be estimated. Every draw is written to the log with its seed before anybody has seen it; drawing again leaves its trace.",
    draw: "Draw a list",
    lists: "Lists drawn so far",
    none: "No list has been drawn yet.",
    unit: "Of",
    goesBy: "By",
    drawn: "Drawn",
    by: "Drawn by",
    items: "Items",
    random: "At random",
    judged: "Judged",
    of: (n: number) => ` of ${n}`,
  },
};

export default function InspectionsPage() {
  const text = useWords(words);
  const units = useWords(unitWords);
  const goesBy = useWords(goesByWords);
  const language = useLanguage();
  const navigate = useNavigate();
  const [isDrawing, setDrawing] = useState(false);
  const query = api.useQuery("get", "/api/inspections");
  const columns: Column<ListSummary>[] = [
    { key: "unit", title: text.unit, render: ({ unit }) => units[unit] },
    {
      key: "goes-by",
      title: text.goesBy,
      render: ({ ranking }) => (ranking ? goesBy.ranking(ranking) : goesBy.findings),
    },
    { key: "drawn", title: text.drawn, render: ({ drawnAt }) => <Moment at={drawnAt} /> },
    { key: "by", title: text.by, render: ({ drawnBy }) => drawnBy.name ?? drawnBy.id },
    { key: "items", title: text.items, align: "right", render: ({ items }) => <Figure value={items} /> },
    {
      key: "random",
      title: text.random,
      align: "right",
      render: ({ random, randomShare }) => (
        <span title={formatShare(randomShare, language)}>
          <Figure value={random} />
        </span>
      ),
    },
    {
      key: "judged",
      title: text.judged,
      align: "right",
      render: ({ judged, items }) => (
        <span className="figures">
          {judged}
          {text.of(items)}
        </span>
      ),
    },
  ];
  return (
    <Page
      title={text.title}
      lead={text.lead}
      actions={
        <Button type="primary" onClick={() => setDrawing(true)}>
          {text.draw}
        </Button>
      }
    >
      <Section title={text.lists}>
        <DataTable
          caption={text.lists}
          rows={query.data}
          columns={columns}
          keyOf={({ id }) => id}
          isLoading={query.isLoading}
          error={query.error}
          onRetry={() => void query.refetch()}
          onOpen={({ id }) => void navigate(`/inspections/${id}`)}
          empty={<EmptyState title={text.none} />}
        />
      </Section>
      {isDrawing && <DrawDialog onClose={() => setDrawing(false)} />}
    </Page>
  );
}
