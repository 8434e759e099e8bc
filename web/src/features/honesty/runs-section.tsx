import { useMemo } from "react";
import { Chart } from "../../ui/chart.tsx";
import {
  EmptyState,
  formatMoment,
  formatShare,
  Section,
  useLanguage,
  usePalette,
  useTimeZone,
  useWords,
} from "../../ui/index.ts";
import { ShareBar } from "./share-bar.tsx";
import type { Honesty } from "./types.ts";

const words = {
  zh: {
    title: "每次检测预计的误报",
    none: "还没有完成过检测。",
    tested: "统计检验所得",
    expected: "预计误报",
    picture: "各次检测中统计检验所得的疑点数，与其中预计的误报数",
    last: (expected: string, tested: number, byRule: number) =>
      `最近一次：统计检验所得 ${tested} 个疑点中预计约 ${expected} 个为误报；另有 ${byRule} 个由规则判定，没有这样的估计。`,
    promise: (rate: string) =>
      `误报控制承诺：统计检验所得的疑点中，误报平均不超过 ${rate}。实际判定为误报的比例：`,
    few: (n: number) => `统计检验所得的疑点只判定了 ${n} 条，还不能检验这一承诺。`,
  },
  en: {
    title: "False alarms to expect of each run",
    none: "No run has ended yet.",
    tested: "by statistical test",
    expected: "expected false",
    picture: "What each run kept by statistical test, and how many of it are expected to be false",
    last: (expected: string, tested: number, byRule: number) =>
      `The last run: of ${tested} ${tested === 1 ? "finding" : "findings"} by statistical test about ${expected} are expected to be false alarms; ${byRule} more are by rule and have no such estimate.`,
    promise: (rate: string) =>
      `What is promised: of findings by statistical test no more than ${rate} are false on average. What people found to be false:`,
    few: (n: number) =>
      `${n === 1 ? "1 finding" : `${n} findings`} by statistical test decided: too few to hold the promise against.`,
  },
};

export function RunsSection({ honesty }: { readonly honesty: Honesty }) {
  const text = useWords(words);
  const language = useLanguage();
  const { runs, tested } = honesty;
  const last = runs.at(-1);
  return (
    <Section title={text.title} width="half">
      {last ? (
        <>
          {runs.length > 1 && <Picture runs={runs} />}
          <p className="said">{text.last(last.expectedFalse.toFixed(1), last.tested, last.byRule)}</p>
          {tested.promised !== undefined && (
            <div className="promise">
              <p className="said">{text.promise(formatShare(tested.promised, language))}</p>
              <ShareBar share={tested.falseShare} few={text.few(tested.falseShare.trials)} />
            </div>
          )}
        </>
      ) : (
        <EmptyState title={text.none} />
      )}
    </Section>
  );
}

function Picture({ runs }: { readonly runs: Honesty["runs"] }) {
  const text = useWords(words);
  const palette = usePalette();
  const timeZone = useTimeZone();
  const option = useMemo(() => {
    const [ink, brass] = palette.series;
    return {
      tooltip: { trigger: "axis" },
      legend: {},
      grid: { left: 8, right: 8, top: 34, bottom: 4, containLabel: true },
      xAxis: {
        type: "category",
        data: runs.map(({ finishedAt }) => formatMoment(finishedAt, timeZone).slice(5, 16)),
      },
      yAxis: { type: "value", minInterval: 1 },
      series: [
        {
          type: "bar",
          barMaxWidth: 26,
          name: text.tested,
          itemStyle: { color: ink },
          data: runs.map(({ tested }) => tested),
        },
        {
          type: "line",
          name: text.expected,
          symbol: "circle",
          symbolSize: 7,
          itemStyle: { color: brass },
          lineStyle: { color: brass },
          data: runs.map(({ expectedFalse }) => Number(expectedFalse.toFixed(1))),
        },
      ],
    };
  }, [runs, text, palette, timeZone]);
  return <Chart option={option} description={text.picture} height={220} />;
}
