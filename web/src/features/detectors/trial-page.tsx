import { Alert, Button, Progress } from "antd";
import { useParams } from "react-router";
import { api } from "../../api/index.ts";
import {
  type Column,
  DataTable,
  Day,
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
import { DifferenceLists, useDifferenceFigures } from "./difference.tsx";
import { ruleWords } from "./rule-words.ts";
import type { Trial } from "./types.ts";
import { useDetectorTitle, useRefresh } from "./use-rules.ts";

const words = {
  zh: {
    ...ruleWords.zh,
    detectors: "检测器",
    title: "回测",
    against: (n: number) => (n === 0 ? "与出厂默认相比" : `与第 ${n} 版相比`),
    nothing: "此前没有生效的版本",
    hours: "核查工时",
    hoursNote: (minutes: number) => `每条按 ${minutes} 分钟计`,
    hour: "小时",
    days: "逐日结果",
    day: "日期",
    clock: { "known-at": "按当时所知", "happened-by": "按业务日期，看不到修改" },
    clockTitle: "数据",
    before: "现行版本",
    after: "这一版",
    gained: "多发现",
    lost: "少发现",
    frauds: "已确认的造假",
    failed: "未能运行",
    cancel: "取消回测",
    stopped: { failed: "回测没有完成。", cancelled: "回测已取消。" },
    summed:
      "上方的合计按疑点去重：一版在其中某天发现、另一版在所有日子都没有发现的才计入，因此可能少于某一天的数字。",
    unseen:
      "标“看不到修改”的日子，系统里当时还没有数据：用的是现在的记录，按业务日期截取，事后的修改和作废已经在里面，结果会偏好。",
  },
  en: {
    ...ruleWords.en,
    detectors: "Detectors",
    title: "Back-test",
    against: (n: number) => (n === 0 ? "against the detector as it ships" : `against version ${n}`),
    nothing: "nothing was in force before",
    hours: "Hours of inspection",
    hoursNote: (minutes: number) => `at ${minutes} minutes an alert`,
    hour: "h",
    days: "Day by day",
    day: "Day",
    clock: { "known-at": "as known then", "happened-by": "by business date, edits unseen" },
    clockTitle: "Data",
    before: "In force",
    after: "This version",
    gained: "More",
    lost: "Fewer",
    frauds: "Known frauds",
    failed: "did not run",
    cancel: "Cancel the back-test",
    stopped: { failed: "The back-test did not finish.", cancelled: "The back-test was cancelled." },
    summed:
      "The totals above count each suspicion once: what one version finds on some day and the other on none. They can be smaller than the figures of a single day.",
    unseen:
      "Where edits are unseen the house held no data on that day: records are taken as they are now, cut off by business date. Later corrections and cancellations are already in them, so the result flatters.",
  },
};

const isUnderWay = (state: Trial["state"]) => state === "waiting" || state === "running";

/** The report of a back-test, while it runs and after. */
export default function TrialPage() {
  const { id = "", trial = "" } = useParams();
  const text = useWords(words);
  const query = api.useQuery(
    "get",
    "/api/back-tests/{id}",
    { params: { path: { id: trial } } },
    { refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.state) ? 2_000 : false) },
  );
  const { data } = query;
  return (
    <Page
      title={data ? `${text.title} · ${text.number(data.number)}` : text.title}
      trail={[
        { title: text.detectors, path: "/detectors" },
        { title: useDetectorTitle(id), path: `/detectors/${id}` },
      ]}
      lead={
        data && (
          <>
            {id.startsWith("own-") && data.against === 0 ? text.nothing : text.against(data.against)} ·{" "}
            {data.by} · <Moment at={data.startedAt} />
          </>
        )
      }
    >
      <Loaded query={query}>{(report) => <Report report={report} />}</Loaded>
    </Page>
  );
}

function Report({ report }: { readonly report: Trial }) {
  const text = useWords(words);
  const told = useText();
  const refresh = useRefresh();
  const cancel = api.useMutation("post", "/api/back-tests/{id}/cancel");
  const { state, percent, minutes, minutesPerAlert, days, id } = report;
  const hours = {
    label: text.hours,
    value: (
      <>
        {minutes > 0 && "+"}
        <Figure value={minutes / 60} digits={1} /> {text.hour}
      </>
    ),
    note: text.hoursNote(minutesPerAlert),
  };
  const figures = [...useDifferenceFigures(report), hours];
  return (
    <>
      {isUnderWay(state) && (
        <Alert
          type="info"
          title={report.words ? told(report.words) : text.trialStates[state]}
          description={<Progress percent={Math.round(percent)} size="small" />}
          action={
            <Button
              size="small"
              loading={cancel.isPending}
              onClick={() =>
                void cancel.mutateAsync({ params: { path: { id } } }).then(refresh, () => undefined)
              }
            >
              {text.cancel}
            </Button>
          }
        />
      )}
      {(state === "failed" || state === "cancelled") && (
        <Alert
          type="warning"
          showIcon
          title={text.stopped[state]}
          {...(report.words && state === "failed" ? { description: told(report.words) } : {})}
        />
      )}
      {days.length > 0 && (
        <>
          <KeyFigures figures={figures} />
          <Section title={text.days}>
            <Days days={days} />
          </Section>
          <DifferenceLists told={report} />
        </>
      )}
    </>
  );
}

function Days({ days }: { readonly days: Trial["days"] }) {
  const text = useWords(words);
  const told = useText();
  type One = Trial["days"][number];
  const figure = (
    key: string,
    title: string,
    value: (day: One) => number,
    failed?: (day: One) => One["failedAfter"],
  ): Column<One> => ({
    key,
    title,
    align: "right",
    render: (day) => {
      const reason = failed?.(day);
      return reason ? <small title={told(reason)}>{text.failed}</small> : <Figure value={value(day)} />;
    },
  });
  const columns: Column<One>[] = [
    { key: "day", title: text.day, render: ({ day }) => <Day day={day} /> },
    figure(
      "before",
      text.before,
      ({ before }) => before,
      ({ failedBefore }) => failedBefore,
    ),
    figure(
      "after",
      text.after,
      ({ after }) => after,
      ({ failedAfter }) => failedAfter,
    ),
    figure("gained", text.gained, ({ gained }) => gained),
    figure("lost", text.lost, ({ lost }) => lost),
    {
      key: "frauds",
      title: text.frauds,
      align: "right",
      render: ({ frauds: { before, after } }) => (
        <>
          <Figure value={before} /> → <Figure value={after} />
        </>
      ),
    },
    {
      key: "clock",
      title: text.clockTitle,
      render: ({ clock }) => (
        <StatusTag tone={clock === "known-at" ? "good" : "warning"}>{text.clock[clock]}</StatusTag>
      ),
    },
  ];
  return (
    <>
      <DataTable caption={text.days} rows={days} columns={columns} keyOf={({ day }) => day} />
      {days.length > 1 && <p className="below-table">{text.summed}</p>}
      {days.some(({ clock }) => clock === "happened-by") && <p className="below-table">{text.unseen}</p>}
    </>
  );
}
