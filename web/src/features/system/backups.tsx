import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { api, client, type paths } from "../../api/index.ts";
import {
  DataTable,
  Figure,
  Moment,
  Section,
  StatusTag,
  useTell,
  useTellRefusal,
  useText,
  useWords,
} from "../../ui/index.ts";
import { formatBytes } from "./bytes.ts";

const words = {
  zh: {
    title: "备份",
    make: "立即备份",
    started: "已开始备份，进度见下方任务",
    checking: "已开始试恢复，进度见下方任务",
    check: "试恢复",
    schedule: (cron: string, keep: number) => `按 ${cron} 自动备份，保留 ${keep} 份，存放于`,
    unscheduled: "未设置定期备份；手动备份存放于",
    encrypted: "加密",
    plain: "未加密",
    name: "备份",
    at: "时间",
    size: "大小",
    rows: "行数",
    log: "日志条数",
    checked: "试恢复",
    never: "从未",
    good: "完好",
    wrong: "有问题",
    gone: "已删除",
    none: "还没有备份",
  },
  en: {
    title: "Backups",
    make: "Back up now",
    started: "The backup has begun; see the jobs below",
    checking: "The restore for trial has begun; see the jobs below",
    check: "Restore for trial",
    schedule: (cron: string, keep: number) => `Backed up by ${cron}, the newest ${keep} kept, in`,
    unscheduled: "No backups are scheduled; those made by hand go to",
    encrypted: "encrypted",
    plain: "not encrypted",
    name: "Backup",
    at: "Made",
    size: "Size",
    rows: "Rows",
    log: "Log entries",
    checked: "Restored for trial",
    never: "never",
    good: "good",
    wrong: "not good",
    gone: "removed",
    none: "There are no backups yet",
  },
};

type Backup = paths["/api/system/backups"]["get"]["responses"]["200"]["content"]["application/json"][number];
type Settled = paths["/api/system"]["get"]["responses"]["200"]["content"]["application/json"]["backup"];

export function Backups({ backup }: { readonly backup: Settled }) {
  const text = useWords(words);
  const { data, error, isLoading } = api.useQuery(
    "get",
    "/api/system/backups",
    {},
    { refetchInterval: 10_000 },
  );
  const start = useStart();
  const settled = backup.cron === undefined ? text.unscheduled : text.schedule(backup.cron, backup.keep ?? 0);
  return (
    <Section
      title={text.title}
      extra={
        <Button onClick={() => void start(text.started, () => client.POST("/api/system/backups"))}>
          {text.make}
        </Button>
      }
    >
      <p className="backup-place">
        {settled} <code>{backup.folder}</code> · {backup.isEncrypted ? text.encrypted : text.plain}
      </p>
      <DataTable<Backup>
        caption={text.title}
        rows={data}
        isLoading={isLoading}
        error={error}
        empty={text.none}
        keyOf={({ name }) => name}
        columns={[
          { key: "at", title: text.at, render: ({ madeAt }) => <Moment at={madeAt} /> },
          {
            key: "name",
            title: text.name,
            render: ({ name, isThere }) => (
              <>
                <code>{name}</code> {!isThere && <StatusTag tone="neutral">{text.gone}</StatusTag>}
              </>
            ),
          },
          {
            key: "size",
            title: text.size,
            align: "right",
            render: ({ bytes }) => <span className="figures">{formatBytes(bytes)}</span>,
          },
          { key: "rows", title: text.rows, align: "right", render: ({ rows }) => <Figure value={rows} /> },
          {
            key: "log",
            title: text.log,
            align: "right",
            render: ({ logSize }) => <Figure value={logSize} />,
          },
          { key: "checked", title: text.checked, render: (row) => <Checked backup={row} /> },
          {
            key: "act",
            title: "",
            render: ({ name, isThere }) =>
              isThere && (
                <Button
                  size="small"
                  onClick={() =>
                    void start(text.checking, () =>
                      client.POST("/api/system/backups/{name}/check", { params: { path: { name } } }),
                    )
                  }
                >
                  {text.check}
                </Button>
              ),
          },
        ]}
      />
    </Section>
  );
}

function Checked({ backup: { checkedAt, wrong } }: { readonly backup: Backup }) {
  const text = useWords(words);
  const say = useText();
  if (checkedAt === undefined) return <span className="quiet">{text.never}</span>;
  return (
    <span title={wrong ? say(wrong) : ""}>
      <StatusTag tone={wrong ? "bad" : "good"}>{wrong ? text.wrong : text.good}</StatusTag>{" "}
      <Moment at={checkedAt} />
    </span>
  );
}

/** Starts a job, says so, and lets the lists look again. */
function useStart() {
  const tell = useTell();
  const tellRefusal = useTellRefusal();
  const queries = useQueryClient();
  return async (told: string, ask: () => Promise<{ error?: unknown }>) => {
    const { error } = await ask();
    if (error) return tellRefusal(error);
    tell(told);
    await queries.invalidateQueries();
  };
}
