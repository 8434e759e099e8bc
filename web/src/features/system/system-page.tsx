import { Alert } from "antd";
import { api, type paths } from "../../api/index.ts";
import {
  DataTable,
  Figure,
  KeyFigures,
  Loaded,
  Moment,
  Page,
  Section,
  StatusTag,
  useText,
  useWords,
} from "../../ui/index.ts";
import { Backups } from "./backups.tsx";
import { formatBytes } from "./bytes.ts";
import { JobList } from "./job-list.tsx";
import { Keys } from "./keys.tsx";

const words = {
  zh: {
    title: "系统",
    lead: "这里只说明系统是否正常运行，不显示任何业务数据。",
    well: "一切正常。",
    version: "版本",
    since: "启动于",
    database: "数据库",
    embedded: "内置",
    server: "外部服务器",
    disk: "磁盘可用",
    of: "共",
    log: "事件日志",
    waiting: "待编号",
    live: "实时检测",
    liveWaiting: "待判断批次",
    liveBehind: (seconds: number) => `落后 ${seconds} 秒`,
    noBaseline: "尚无基线",
    baseline: (number: number) => `基线第 ${number} 号`,
    followers: "日志的跟随者",
    name: "名称",
    position: "已处理到",
    behind: "落后",
    state: "状态",
    held: "停住",
    current: "正常",
  },
  en: {
    title: "System",
    lead: "Whether the system runs as it should, without a word of what it keeps.",
    well: "All is well.",
    version: "Version",
    since: "started",
    database: "Database",
    embedded: "embedded",
    server: "on a server",
    disk: "Disk free",
    of: "of",
    log: "Event log",
    waiting: "waiting",
    live: "Live detection",
    liveWaiting: "batches waiting",
    liveBehind: (seconds: number) => `${seconds} s behind`,
    noBaseline: "no baseline yet",
    baseline: (number: number) => `baseline ${number}`,
    followers: "Followers of the log",
    name: "Name",
    position: "Has come to",
    behind: "Behind",
    state: "State",
    held: "held up",
    current: "well",
  },
};

type Overview = paths["/api/system"]["get"]["responses"]["200"]["content"]["application/json"];

export default function SystemPage() {
  const text = useWords(words);
  const query = api.useQuery("get", "/api/system", {}, { refetchInterval: 10_000 });
  return (
    <Page title={text.title} lead={text.lead}>
      <Loaded query={query}>
        {(system) => (
          <>
            <Concerns system={system} />
            <AtAGlance system={system} />
            <Backups backup={system.backup} />
            <JobList />
            <Keys />
            <Followers system={system} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Concerns({ system: { concerns } }: { readonly system: Overview }) {
  const text = useWords(words);
  const say = useText();
  if (concerns.length === 0) return <Alert className="concern" type="success" showIcon title={text.well} />;
  return concerns.map((concern) => (
    <Alert
      key={concern.zh}
      className="concern"
      type={concern.severity === "high" ? "error" : "warning"}
      showIcon
      title={say(concern)}
    />
  ));
}

function AtAGlance({ system }: { readonly system: Overview }) {
  const text = useWords(words);
  const { database, disk, log, live } = system;
  return (
    <KeyFigures
      figures={[
        {
          label: text.version,
          value: system.version,
          note: (
            <>
              {text.since} <Moment at={system.startedAt} />
            </>
          ),
        },
        {
          label: text.database,
          value: formatBytes(database.bytes),
          note: `PostgreSQL ${database.postgres} · ${database.isEmbedded ? text.embedded : text.server}`,
        },
        {
          label: text.disk,
          value: formatBytes(disk.free),
          note: `${text.of} ${formatBytes(disk.total)}`,
        },
        {
          label: text.log,
          value: <Figure value={log.size} />,
          note: (
            <>
              <Figure value={log.waiting} /> {text.waiting}
            </>
          ),
        },
        {
          label: text.live,
          value: text.liveBehind(Math.round(live.behind)),
          note: (
            <>
              <Figure value={live.waiting} /> {text.liveWaiting} ·{" "}
              {live.baseline === undefined ? text.noBaseline : text.baseline(live.baseline)}
            </>
          ),
        },
      ]}
    />
  );
}

function Followers({ system: { followers } }: { readonly system: Overview }) {
  const text = useWords(words);
  return (
    <Section title={text.followers}>
      <DataTable
        caption={text.followers}
        rows={followers}
        keyOf={({ name }) => name}
        columns={[
          { key: "name", title: text.name, render: ({ name }) => <code>{name}</code> },
          {
            key: "position",
            title: text.position,
            align: "right",
            render: ({ position }) => <Figure value={position} />,
          },
          {
            key: "behind",
            title: text.behind,
            align: "right",
            render: ({ behind }) => <Figure value={behind} />,
          },
          {
            key: "state",
            title: text.state,
            render: ({ isHeldUp }) => (
              <StatusTag tone={isHeldUp ? "bad" : "good"}>{isHeldUp ? text.held : text.current}</StatusTag>
            ),
          },
        ]}
      />
    </Section>
  );
}
