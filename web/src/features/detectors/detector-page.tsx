import { useParams } from "react-router";
import { api, mayEnter, useMe } from "../../api/index.ts";
import {
  Figure,
  KeyFigures,
  Loaded,
  Moment,
  Nothing,
  Page,
  Section,
  useLanguage,
  useText,
  useWords,
} from "../../ui/index.ts";
import { Formula } from "./formula.tsx";
import { MuteButton, Mutes } from "./mutes.tsx";
import { ParameterValues } from "./parameter-values.tsx";
import { StateTags } from "./state-tags.tsx";
import { SwitchButton } from "./switch-button.tsx";
import type { Detector } from "./types.ts";
import { Versions } from "./versions.tsx";

const words = {
  zh: {
    detectors: "检测器",
    why: "为什么可疑",
    formula: "怎样计算",
    formulaNote: "加底色的数字是参数的当前值",
    innocent: "可能的正当解释",
    blindTo: "看不到的情形",
    nextChecks: "下一步核查",
    modes: "运行方式",
    live: "全量检测与实时检测：记录写入后随即判断相关客户。",
    beforehand: "全量检测、实时检测与事前询问：交易入账或付款之前即可判断。",
    reads: "所需数据",
    source: "来源",
    parameters: "参数",
    parametersNote: (rule: number) => (rule === 0 ? "出厂默认" : `第 ${rule} 版，生效中`),
    notInForce: "尚未生效",
    history: "停用与启用",
    none: "从未停用过。",
    mutes: "免提醒",
    open: "待处理疑点",
    confirmed: "已确认",
    innocentCount: "已排除",
    lastRun: "上次运行",
    seconds: "秒",
    tests: "假设检验次数",
    rule: "规则，不作检验",
    states: { ran: "已运行", "not-run": "未运行", failed: "出错" },
    precision: "确认率",
    decided: (n: number) => `已办结 ${n} 条`,
    off: "停用",
    on: "启用",
  },
  en: {
    detectors: "Detectors",
    why: "Why it is suspicious",
    formula: "How it is worked out",
    formulaNote: "Shaded numbers are the parameters as they stand",
    innocent: "What may explain it",
    blindTo: "What it cannot see",
    nextChecks: "What to check next",
    modes: "When it runs",
    live: "In whole runs, and live: the customer is judged as soon as a record comes in.",
    beforehand: "In whole runs, live, and when asked before a deal is booked or paid out.",
    reads: "Data it needs",
    source: "Source",
    parameters: "Parameters",
    parametersNote: (rule: number) => (rule === 0 ? "as it ships" : `version ${rule}, in force`),
    notInForce: "not in force yet",
    history: "Switched off and on",
    none: "It was never switched off.",
    mutes: "Mutes",
    open: "Open alerts",
    confirmed: "Confirmed",
    innocentCount: "Innocent",
    lastRun: "Last run",
    seconds: "s",
    tests: "Hypotheses tested",
    rule: "a rule, no test",
    states: { ran: "Ran", "not-run": "Did not run", failed: "Failed" },
    precision: "Share confirmed",
    decided: (n: number) => `of ${n} decided`,
    off: "switched off",
    on: "switched on",
  },
};

export default function DetectorPage() {
  const { id = "" } = useParams();
  const text = useWords(words);
  const told = useText();
  const query = api.useQuery("get", "/api/detectors/{id}", { params: { path: { id } } });
  const detector = query.data;
  return (
    <Page
      title={detector ? told(detector.title) : id}
      trail={[{ title: text.detectors, path: "/detectors" }]}
      lead={
        detector && (
          <span className="detector-lead">
            {told(detector.scheme.title)} · <code>{detector.id}</code> <StateTags row={detector} />
          </span>
        )
      }
    >
      <Loaded query={query} rows={14}>
        {(data) => <Told detector={data} />}
      </Loaded>
    </Page>
  );
}

function Told({ detector }: { readonly detector: Detector }) {
  const text = useWords(words);
  const told = useText();
  const mayChange = mayEnter(["lead-auditor"], useMe().roles);
  const { why, innocent, blindTo, nextChecks, source } = detector;
  const list = (texts: readonly { zh: string; en: string }[]) => (
    <ul className="told">
      {texts.map((one) => (
        <li key={one.en}>{told(one)}</li>
      ))}
    </ul>
  );
  return (
    <>
      <Results detector={detector} />
      <div className="columns">
        <Section title={text.why} width="half">
          <p className="why">{told(why)}</p>
        </Section>
        <Section title={text.innocent} width="half">
          {list(innocent)}
        </Section>
        <Section title={text.formula} extra={<small>{text.formulaNote}</small>}>
          <Formula detector={detector} />
        </Section>
        <Section title={text.nextChecks} width="half">
          {list(nextChecks)}
        </Section>
        <Section title={text.blindTo} width="half">
          {list(blindTo)}
        </Section>
        <Section
          title={text.parameters}
          extra={
            <small>
              {detector.own && detector.rule === 0 ? text.notInForce : text.parametersNote(detector.rule)}
            </small>
          }
        >
          <ParameterValues parameters={detector.parameters} />
        </Section>
        <Versions detector={detector} />
        <Section title={text.mutes} extra={<MuteButton detector={detector.id} />}>
          <Mutes detector={detector.id} />
        </Section>
        <Section title={text.history} extra={mayChange && <SwitchButton detector={detector} />}>
          <History detector={detector} />
        </Section>
        <Section title={text.reads} width="half">
          <Reads detector={detector} />
        </Section>
        <Section title={text.modes} width="half">
          <p className="why">{modesOf(detector, text, told)}</p>
        </Section>
        <Section title={text.source} width="half">
          <p className="why">{source}</p>
        </Section>
      </div>
    </>
  );
}

function modesOf(
  { live }: Detector,
  text: { readonly live: string; readonly beforehand: string },
  told: ReturnType<typeof useText>,
): string {
  if (live.because) return told(live.because);
  return live.isBeforehand ? text.beforehand : text.live;
}

function Results({ detector }: { readonly detector: Detector }) {
  const text = useWords(words);
  const told = useText();
  const language = useLanguage();
  const { alerts, lastRun, id } = detector;
  const decided = alerts.confirmed + alerts.innocent;
  const share = new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en", { style: "percent" });
  return (
    <KeyFigures
      figures={[
        { label: text.open, value: <Figure value={alerts.open} />, to: `/alerts?detector=${id}` },
        {
          label: text.precision,
          value: decided > 0 ? share.format(alerts.confirmed / decided) : <Nothing />,
          note: text.decided(decided),
        },
        {
          label: text.lastRun,
          value: lastRun ? text.states[lastRun.state] : <Nothing />,
          note: lastRun?.reason ? (
            told(lastRun.reason)
          ) : lastRun ? (
            <>
              <Moment at={lastRun.at} /> · {(lastRun.milliseconds / 1_000).toFixed(2)} {text.seconds}
            </>
          ) : undefined,
        },
        {
          label: text.tests,
          value: lastRun ? <Figure value={lastRun.tests} /> : <Nothing />,
          note: lastRun?.tests === 0 && text.rule,
        },
      ]}
    />
  );
}

function Reads({ detector }: { readonly detector: Detector }) {
  const told = useText();
  return (
    <dl className="reads">
      {detector.reads.map(({ table, title, columns }) => (
        <div className="reads-line" key={table}>
          <dt>{title ? told(title) : table}</dt>
          <dd>
            {columns.map((column) => (
              <code key={column}>{column}</code>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function History({ detector }: { readonly detector: Detector }) {
  const text = useWords(words);
  if (detector.history.length === 0) return <p className="lead">{text.none}</p>;
  return (
    <ol className="parameter-history">
      {detector.history.map(({ revision, isOff, reason, by, at }) => (
        <li key={revision}>
          <small>
            <Moment at={at} /> · {by}
          </small>{" "}
          <strong>{isOff ? text.off : text.on}</strong> <q>{reason}</q>
        </li>
      ))}
    </ol>
  );
}
