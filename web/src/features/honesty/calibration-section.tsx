import { useMemo } from "react";
import { Chart } from "../../ui/chart.tsx";
import { EmptyState, formatShare, Section, useLanguage, usePalette, useWords } from "../../ui/index.ts";
import type { Calibration } from "./types.ts";

const words = {
  zh: {
    title: "权重与确认属实的比例相符吗",
    few: (decided: number, fewest: number) =>
      `已判定 ${decided} 条；至少 ${fewest} 条、且确认与排除都有，才能比较权重与事实。`,
    weight: "权重",
    confirmed: "确认属实的比例",
    of: (share: string, hits: number, trials: number) => `${share}（${hits}/${trials}）`,
    ideal: "若权重即概率",
    brier: "布里尔分数",
    base: (value: string) => `对所有疑点都说同一比例时为 ${value}；低于它，权重才有信息`,
    error: "校准误差",
    errorNote: "权重与确认属实比例的平均差距",
    byChance: (value: string) => `权重即使正好是概率，仅凭偶然也会到 ${value}（95%）`,
    interval: (least: string, most: string) => `95% 区间 ${least}–${most}`,
    picture: "各权重区间内确认属实的比例，与对角线相比",
    note: "权重用来排先后，本来就不是概率。离对角线多远，就是它离概率有多远；少于 5 条判定的区间不画。",
  },
  en: {
    title: "Do weights agree with what proved true?",
    few: (decided: number, fewest: number) =>
      `${decided} decided. Weights are compared with the truth from ${fewest} decisions on, some of them confirmed and some cleared.`,
    weight: "Weight",
    confirmed: "Confirmed",
    of: (share: string, hits: number, trials: number) => `${share} (${hits}/${trials})`,
    ideal: "If weights were chances",
    brier: "Brier score",
    base: (value: string) =>
      `${value} is what one and the same share for every alert would score; only below it do weights tell something`,
    error: "Calibration error",
    errorNote: "mean distance of weight and confirmed share",
    byChance: (value: string) => `true chances would show up to ${value} by chance alone (95 %)`,
    interval: (least: string, most: string) => `95 % interval ${least}–${most}`,
    picture: "Share confirmed in each range of weights, against the diagonal",
    note: "Weights put alerts in order and are not meant as chances; the distance to the diagonal is how far they are from being any. Ranges with fewer than five decisions are not drawn.",
  },
};

export function CalibrationSection({ calibration }: { readonly calibration: Calibration }) {
  const text = useWords(words);
  const { decided, fewest, brier, brierOfBaseRate, error, errorByChance } = calibration;
  return (
    <Section title={text.title} width="half">
      {brier && error !== undefined && errorByChance !== undefined && brierOfBaseRate !== undefined ? (
        <>
          <Picture bins={calibration.bins} />
          <dl className="fit">
            <div>
              <dt>{text.brier}</dt>
              <dd>
                <span className="figures">{brier.value.toFixed(3)}</span>
                <small>{text.interval(brier.least.toFixed(3), brier.most.toFixed(3))}</small>
                <small>{text.base(brierOfBaseRate.toFixed(3))}</small>
              </dd>
            </div>
            <div>
              <dt>{text.error}</dt>
              <dd>
                <span className="figures">{error.toFixed(3)}</span>
                <small>{text.errorNote}</small>
                <small>{text.byChance(errorByChance.toFixed(3))}</small>
              </dd>
            </div>
          </dl>
          <p className="note">{text.note}</p>
        </>
      ) : (
        <EmptyState title={text.few(decided, fewest)} />
      )}
    </Section>
  );
}

function Picture({ bins }: { readonly bins: Calibration["bins"] }) {
  const text = useWords(words);
  const language = useLanguage();
  const palette = usePalette();
  const option = useMemo(() => {
    const drawn = bins.filter(({ confirmed }) => confirmed.share !== undefined);
    const percent = (value: number) => formatShare(value, language);
    const [ink, brass] = palette.series;
    const axis = { type: "value", min: 0, max: 1, axisLabel: { formatter: percent, color: palette.quiet } };
    return {
      tooltip: { trigger: "item" },
      legend: { data: [text.confirmed, text.ideal] },
      grid: { left: 8, right: 20, top: 34, bottom: 22, containLabel: true },
      xAxis: { ...axis, name: text.weight, nameLocation: "middle", nameGap: 26 },
      yAxis: axis,
      series: [
        // Each interval is a line of its own: from its lower to its upper bound.
        ...drawn.map(({ meanWeight, confirmed }) => ({
          type: "line",
          silent: true,
          symbol: "none",
          lineStyle: { color: ink, width: 2, opacity: 0.45 },
          data: [
            [meanWeight, confirmed.least],
            [meanWeight, confirmed.most],
          ],
        })),
        {
          name: text.confirmed,
          type: "line",
          symbol: "circle",
          symbolSize: 9,
          itemStyle: { color: ink },
          lineStyle: { color: ink, width: 1.5 },
          data: drawn.map(({ meanWeight, confirmed }) => [meanWeight, confirmed.share]),
          tooltip: {
            formatter: ({ dataIndex }: { dataIndex: number }) => {
              const bin = drawn[dataIndex];
              if (!bin) return "";
              const { hits, trials, share = 0, least = 0, most = 0 } = bin.confirmed;
              return `${text.weight} ${bin.from.toFixed(1)}–${bin.to.toFixed(1)}\n${text.confirmed} ${text.of(percent(share), hits, trials)}\n${text.interval(percent(least), percent(most))}`;
            },
          },
        },
        {
          name: text.ideal,
          type: "line",
          symbol: "none",
          silent: true,
          itemStyle: { color: brass },
          lineStyle: { color: brass, type: "dashed", width: 1.5 },
          data: [
            [0, 0],
            [1, 1],
          ],
        },
      ],
    };
  }, [bins, text, language, palette]);
  return <Chart option={option} description={text.picture} height={260} />;
}
