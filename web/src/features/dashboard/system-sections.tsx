import { Link } from "react-router";
import {
  DataTable,
  Figure,
  KeyFigures,
  Moment,
  Section,
  StatusTag,
  type Tone,
  useText,
  useWords,
} from "../../ui/index.ts";
import type { SystemBoard } from "./types.ts";

const words = {
  zh: {
    disk: "磁盘可用",
    of: "共",
    database: "数据库",
    log: "日志",
    events: "条事件",
    waiting: "待编号",
    behind: "待处理",
    accounts: "账号",
    sessions: "个登录会话",
    jobs: "最近的任务",
    system: "系统与备份",
    followers: "日志的跟随者",
    upToDate: "已跟上",
    name: "任务",
    state: "状态",
    begun: "开始",
    ended: "结束",
    told: "说明",
    states: { waiting: "等待", running: "进行中", done: "完成", failed: "失败", cancelled: "已取消" },
    names: {
      "records.import": "导入记录",
      "monitoring.run": "运行检测",
      "records.preview": "识别文件",
      "records.dry-run": "试算",
      "records.remove-uploads": "清除上传的文件",
      "main.demo": "载入演示公司",
      "house.check": "核对账本",
      "records.retention": "清除到期记录",
      "operations.backup": "备份",
      "operations.check-backup": "试恢复备份",
      "operations.clean-up": "清理",
    } as Record<string, string>,
  },
  en: {
    disk: "Disk free",
    of: "of",
    database: "Database",
    log: "Log",
    events: "events",
    waiting: "waiting for an index",
    behind: "behind",
    accounts: "Accounts",
    sessions: "sessions",
    jobs: "Last jobs",
    system: "System and backups",
    followers: "Followers of the log",
    upToDate: "up to date",
    name: "Job",
    state: "State",
    begun: "Begun",
    ended: "Ended",
    told: "Told",
    states: {
      waiting: "waiting",
      running: "running",
      done: "done",
      failed: "failed",
      cancelled: "cancelled",
    },
    names: {
      "records.import": "Import of records",
      "monitoring.run": "Detection",
      "records.preview": "Recognising files",
      "records.dry-run": "Dry run of an import",
      "records.remove-uploads": "Removal of uploads",
      "main.demo": "Demo company",
      "house.check": "Check of the ledger",
      "records.retention": "Erasing expired records",
      "operations.backup": "Backup",
      "operations.check-backup": "Restore for trial",
      "operations.clean-up": "Cleaning up",
    } as Record<string, string>,
  },
};

const tones = {
  waiting: "neutral",
  running: "active",
  done: "good",
  failed: "bad",
  cancelled: "neutral",
} as const satisfies Record<string, Tone>;

/** For whoever runs the system: whether it works, and nothing of what is in it. */
export function SystemSections({ system }: { readonly system: SystemBoard }) {
  const text = useWords(words);
  const told = useText();
  const { disk, databaseBytes, log, people, jobs } = system;
  return (
    <>
      <KeyFigures
        figures={[
          { label: text.disk, value: bytes(disk.free), note: `${text.of} ${bytes(disk.size)}` },
          { label: text.database, value: bytes(databaseBytes) },
          {
            label: text.log,
            value: <Figure value={log.size} />,
            note: `${text.events} · ${log.waiting} ${text.waiting}`,
          },
          {
            label: text.accounts,
            value: <Figure value={people.accounts} />,
            note: `${people.sessions} ${text.sessions}`,
            to: "/people",
          },
        ]}
      />
      <div className="columns">
        <Section title={text.jobs} width="two-thirds" extra={<Link to="/system">{text.system}</Link>}>
          <DataTable
            caption={text.jobs}
            rows={jobs}
            keyOf={({ id }) => id}
            columns={[
              { key: "name", title: text.name, render: ({ name }) => text.names[name] ?? name },
              {
                key: "state",
                title: text.state,
                render: ({ state }) => <StatusTag tone={tones[state]}>{text.states[state]}</StatusTag>,
              },
              { key: "begun", title: text.begun, render: ({ createdAt }) => <Moment at={createdAt} /> },
              { key: "ended", title: text.ended, render: ({ finishedAt }) => <Moment at={finishedAt} /> },
              {
                key: "told",
                title: text.told,
                ellipsis: true,
                render: ({ state, words: said, percent }) =>
                  state === "running"
                    ? `${Math.round(percent)}% ${said ? told(said) : ""}`
                    : said && state === "failed"
                      ? told(said)
                      : "",
              },
            ]}
          />
        </Section>
        <Section title={text.followers} width="third">
          <ul className="movers">
            {log.followers.map(({ name, behind }) => (
              <li key={name}>
                <code>{name}</code>
                <small />
                <span>{behind === 0 ? text.upToDate : `${behind} ${text.behind}`}</span>
              </li>
            ))}
          </ul>
        </Section>
      </div>
    </>
  );
}

function bytes(count: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3));
  const value = count / 1000 ** power;
  return `${value.toFixed(value < 10 && power > 0 ? 1 : 0)} ${units[power]}`;
}
