import { useQueryClient } from "@tanstack/react-query";
import { Button, Progress, Segmented } from "antd";
import { useState } from "react";
import { api, client, type paths } from "../../api/index.ts";
import {
  DataTable,
  Moment,
  Section,
  StatusTag,
  type Tone,
  useTellRefusal,
  useText,
  useWords,
} from "../../ui/index.ts";

const words = {
  zh: {
    title: "任务",
    all: "全部",
    name: "任务",
    state: "状态",
    begun: "开始",
    ended: "结束",
    told: "说明",
    cancel: "取消",
    retry: "重试",
    none: "没有任务",
    states: { waiting: "等待", running: "进行中", done: "完成", failed: "失败", cancelled: "已取消" },
    names: {
      "records.import": "导入记录",
      "records.preview": "识别文件",
      "records.dry-run": "试算",
      "records.remove-uploads": "清除上传的文件",
      "main.demo": "载入演示公司",
      "house.check": "核对账本",
      "records.retention": "清除到期记录",
      "monitoring.run": "运行检测",
      "operations.backup": "备份",
      "operations.check-backup": "试恢复备份",
      "operations.clean-up": "清理",
    } as Record<string, string>,
  },
  en: {
    title: "Jobs",
    all: "All",
    name: "Job",
    state: "State",
    begun: "Begun",
    ended: "Ended",
    told: "Told",
    cancel: "Cancel",
    retry: "Retry",
    none: "There are no jobs",
    states: {
      waiting: "waiting",
      running: "running",
      done: "done",
      failed: "failed",
      cancelled: "cancelled",
    },
    names: {
      "records.import": "Import of records",
      "records.preview": "Recognising files",
      "records.dry-run": "Dry run of an import",
      "records.remove-uploads": "Removal of uploads",
      "main.demo": "Demo company",
      "house.check": "Check of the ledger",
      "records.retention": "Erasing expired records",
      "monitoring.run": "Detection",
      "operations.backup": "Backup",
      "operations.check-backup": "Restore for trial",
      "operations.clean-up": "Cleaning up",
    } as Record<string, string>,
  },
};

type Job =
  paths["/api/system/jobs"]["get"]["responses"]["200"]["content"]["application/json"]["rows"][number];
type State = Job["state"];
type Filter = State | "all";

const tones: Record<State, Tone> = {
  waiting: "neutral",
  running: "active",
  done: "good",
  failed: "bad",
  cancelled: "neutral",
};

export function JobList() {
  const text = useWords(words);
  const say = useText();
  const [filter, setFilter] = useState<Filter>("all");
  const asked = filter === "all" ? {} : { state: filter };
  const query = api.useInfiniteQuery(
    "get",
    "/api/system/jobs",
    { params: { query: { ...asked, limit: 20 } } },
    {
      pageParamName: "after",
      initialPageParam: null,
      getNextPageParam: ({ next }: { next?: string }) => next,
      refetchInterval: 3_000,
    },
  );
  const rows = query.data?.pages.flatMap((page) => page.rows);
  const options = [
    { value: "all", label: text.all },
    ...(["running", "waiting", "failed"] as const).map((value) => ({ value, label: text.states[value] })),
  ];
  return (
    <Section
      title={text.title}
      extra={
        <Segmented
          aria-label={text.state}
          options={options}
          value={filter}
          onChange={(value) => setFilter(value as Filter)}
        />
      }
    >
      <DataTable<Job>
        caption={text.title}
        rows={rows}
        isLoading={query.isLoading}
        error={query.error}
        empty={text.none}
        keyOf={({ id }) => id}
        more={
          query.hasNextPage
            ? { isLoading: query.isFetchingNextPage, load: () => void query.fetchNextPage() }
            : undefined
        }
        columns={[
          { key: "begun", title: text.begun, render: ({ createdAt }) => <Moment at={createdAt} seconds /> },
          { key: "name", title: text.name, render: ({ name }) => text.names[name] ?? <code>{name}</code> },
          {
            key: "state",
            title: text.state,
            render: ({ state, percent }) =>
              state === "running" ? (
                <Progress className="job-progress" percent={Math.round(percent)} size="small" />
              ) : (
                <StatusTag tone={tones[state]}>{text.states[state]}</StatusTag>
              ),
          },
          { key: "ended", title: text.ended, render: ({ finishedAt }) => <Moment at={finishedAt} seconds /> },
          {
            key: "told",
            title: text.told,
            render: (row) => row.words && <span className="job-words">{say(row.words)}</span>,
          },
          { key: "act", title: "", render: (row) => <Act job={row} /> },
        ]}
      />
    </Section>
  );
}

function Act({ job: { id, state } }: { readonly job: Job }) {
  const text = useWords(words);
  const tellRefusal = useTellRefusal();
  const queries = useQueryClient();
  if (state === "done") return null;
  const isOpen = state === "waiting" || state === "running";
  const act = async () => {
    const path = { params: { path: { id } } };
    const { error } = await (isOpen
      ? client.POST("/api/system/jobs/{id}/cancel", path)
      : client.POST("/api/system/jobs/{id}/retry", path));
    if (error) tellRefusal(error);
    await queries.invalidateQueries();
  };
  return (
    <Button size="small" onClick={() => void act()}>
      {isOpen ? text.cancel : text.retry}
    </Button>
  );
}
