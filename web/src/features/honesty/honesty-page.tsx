import { Alert } from "antd";
import { api } from "../../api/index.ts";
import {
  Figure,
  formatShare,
  type KeyFigure,
  KeyFigures,
  Loaded,
  Page,
  useLanguage,
  useText,
  useWords,
} from "../../ui/index.ts";
import { CalibrationSection } from "./calibration-section.tsx";
import { DriftSection } from "./drift-section.tsx";
import { GroupsSection } from "./groups-section.tsx";
import { MissedSection } from "./missed-section.tsx";
import { PrecisionSection, RankSection } from "./precision-sections.tsx";
import { RunsSection } from "./runs-section.tsx";
import type { Honesty } from "./types.ts";
import { unitWords } from "./unit-words.ts";

const words = {
  zh: {
    title: "系统有多准",
    lead: "所有数字只来自人对疑点和抽查的判定，并且只计您有权查看的部分。判定得越多，数字越可信；不足时如实说明。",
    decided: "已判定的疑点",
    of: (n: string) => `共 ${n} 个`,
    precision: "确认属实的比例",
    few: "太少，不作比例",
    between: (least: string, most: string) => `95% 区间 ${least}–${most}`,
    confirmed: (confirmed: number, decided: number) => `${decided} 条中 ${confirmed} 条`,
    expected: "最近一次检测预计误报",
    ofTested: (n: number) => `统计检验所得 ${n} 个疑点中`,
    noRun: "还没有检测过",
    missed: "估计漏掉",
    cannotTell: "无法估计",
    draw: "需要随机抽查",
    upTo: (unit: string, least: string, most: string) => `${unit}，95% 区间 ${least}–${most}`,
    failed: "检测本身有部分失败",
  },
  en: {
    title: "How well it does",
    lead: "Every figure comes from what people decided about alerts and inspections, of what you may see alone. The more is decided the more can be said; where it is too little, the page says so.",
    decided: "Alerts decided",
    of: (n: string) => `of ${n}`,
    precision: "Share that proved true",
    few: "too few to say",
    between: (least: string, most: string) => `95 % interval ${least}–${most}`,
    confirmed: (confirmed: number, decided: number) => `${confirmed} of ${decided}`,
    expected: "False alarms to expect of the last run",
    ofTested: (n: number) => `of ${n} ${n === 1 ? "finding" : "findings"} by statistical test`,
    noRun: "nothing was examined yet",
    missed: "Missed, by estimate",
    cannotTell: "cannot be told",
    draw: "needs inspections drawn at random",
    upTo: (unit: string, least: string, most: string) =>
      `${unit.toLowerCase()}, 95 % interval ${least}–${most}`,
    failed: "A part of detection has failed",
  },
};

/** How well the system does, told by what people found; what cannot be told is told as such. */
export default function HonestyPage() {
  const text = useWords(words);
  const query = api.useQuery("get", "/api/honesty", {}, { staleTime: 30_000 });
  return (
    <Page title={text.title} lead={text.lead}>
      <Loaded query={query} rows={14}>
        {(honesty) => <Figures honesty={honesty} />}
      </Loaded>
    </Page>
  );
}

function Figures({ honesty }: { readonly honesty: Honesty }) {
  return (
    <>
      <Failures honesty={honesty} />
      <KeyFigures figures={useKeyFigures(honesty)} />
      <div className="columns">
        <PrecisionSection honesty={honesty} />
        <RankSection ranks={honesty.ranks} />
        <MissedSection missed={honesty.missed} />
        <RunsSection honesty={honesty} />
        <CalibrationSection calibration={honesty.calibration} />
        <DriftSection drift={honesty.drift} titles={honesty.titles} />
      </div>
      <GroupsSection groups={honesty.groups} />
    </>
  );
}

function Failures({ honesty: { failures } }: { readonly honesty: Honesty }) {
  const text = useWords(words);
  const say = useText();
  if (failures.length === 0) return null;
  return (
    <Alert
      className="refusal"
      type="error"
      showIcon
      role="alert"
      title={text.failed}
      description={failures.map(({ part, sentence }) => <div key={part}>{say(sentence)}</div>)}
    />
  );
}

function useKeyFigures(honesty: Honesty): KeyFigure[] {
  const text = useWords(words);
  const units = useWords(unitWords);
  const language = useLanguage();
  const { alerts, confirmed, innocent, precision, runs, missed } = honesty;
  const { share, least, most } = precision;
  const decided = confirmed + innocent;
  const shown = (value: number) => formatShare(value, language);
  const last = runs.at(-1);
  const told = missed.find(({ missed }) => missed.estimate !== undefined);
  return [
    {
      label: text.decided,
      value: <Figure value={decided} />,
      note: text.of(alerts.toLocaleString("en-US")),
      to: "/alerts?status=confirmed,innocent",
    },
    share === undefined || least === undefined || most === undefined
      ? { label: text.precision, value: "–", note: text.few }
      : {
          label: text.precision,
          value: shown(share),
          note: `${text.confirmed(confirmed, decided)} · ${text.between(shown(least), shown(most))}`,
        },
    last
      ? {
          label: text.expected,
          value: <Figure value={last.expectedFalse} digits={1} />,
          note: text.ofTested(last.tested),
        }
      : { label: text.expected, value: "–", note: text.noRun },
    told?.missed.estimate === undefined
      ? { label: text.missed, value: text.cannotTell, note: text.draw, to: "/inspections" }
      : {
          label: text.missed,
          value: <Figure value={told.missed.estimate} />,
          note: text.upTo(
            units[told.list.unit],
            (told.missed.least ?? 0).toLocaleString("en-US"),
            (told.missed.most ?? 0).toLocaleString("en-US"),
          ),
        },
  ];
}
