import { useMemo } from "react";
import { Chart } from "../../ui/chart.tsx";
import {
  EmptyState,
  formatCompactMoney,
  formatMoney,
  formatShare,
  Section,
  useLanguage,
  usePalette,
  useWords,
} from "../../ui/index.ts";
import type { Party } from "./types.ts";

const words = {
  zh: {
    title: "逐月经过",
    sales: "销售",
    returns: "退货与冲回",
    payments: "回款",
    documents: "单据数",
    visits: "拜访数",
    discount: "折扣深度",
    none: "没有记录",
    picture: "逐月的销售、退货与回款，单据与拜访数，以及折扣深度",
  },
  en: {
    title: "Month by month",
    sales: "Sales",
    returns: "Returned or reversed",
    payments: "Payments",
    documents: "Documents",
    visits: "Visits",
    discount: "Discount depth",
    none: "Nothing is on record",
    picture: "Sales, returns and payments by month, documents and visits, and the depth of discounts",
  },
};

/** Three pictures on one axis of time: money, acts, prices. What has no data is left out. */
export function Timeline({ party }: { readonly party: Party }) {
  const text = useWords(words);
  const language = useLanguage();
  const palette = usePalette();
  const { months, currency } = party;
  const hasActs = months.some(({ visits }) => visits > 0);
  const hasPrices = months.some(({ discount }) => discount !== undefined);
  const option = useMemo(() => {
    const panels = [true, hasActs, hasPrices].filter(Boolean).length;
    const axis = (index: number) => ({ xAxisIndex: index, yAxisIndex: index });
    const grids = [
      { left: 62, right: 16, top: 34, height: 150 },
      { left: 62, right: 16, top: 218, height: 64 },
      { left: 62, right: 16, top: hasActs ? 316 : 218, height: 64 },
    ].filter((_, i) => i === 0 || (i === 1 ? hasActs : hasPrices));
    const acts = 1;
    const prices = hasActs ? 2 : 1;
    const labels = months.map(({ startsOn }) => startsOn.slice(0, 7));
    const money = (value: number) => formatMoney(String(Math.round(Math.abs(value))), currency, language);
    const shown = (name: string, value: number) =>
      name === text.discount
        ? formatShare(value, language)
        : [text.visits, text.documents].includes(name)
          ? String(value)
          : money(value);
    return {
      tooltip: {
        trigger: "axis",
        formatter: (items: { axisValueLabel: string; seriesName: string; value: number | null }[]) =>
          [
            items[0]?.axisValueLabel,
            ...items.flatMap(({ seriesName, value }) =>
              value === null || value === undefined ? [] : [`${seriesName}  ${shown(seriesName, value)}`],
            ),
          ].join("\n"),
      },
      axisPointer: { link: [{ xAxisIndex: "all" }] },
      legend: { left: 0, itemWidth: 10, itemHeight: 10 },
      grid: grids,
      xAxis: grids.map((_, i) => ({
        type: "category",
        gridIndex: i,
        data: labels,
        axisLabel: { show: i === panels - 1, hideOverlap: true },
      })),
      yAxis: grids.map((_, i) => ({
        type: "value",
        gridIndex: i,
        splitNumber: i === 0 ? 4 : 2,
        axisLabel: {
          formatter: (value: number) =>
            i === 0
              ? formatCompactMoney(value, currency, language)
              : hasPrices && i === prices
                ? formatShare(value, language)
                : String(value),
        },
      })),
      series: [
        {
          name: text.sales,
          type: "bar",
          stack: "money",
          color: palette.series[0],
          ...axis(0),
          data: months.map(({ sales }) => Number(sales)),
        },
        {
          name: text.returns,
          type: "bar",
          stack: "money",
          color: palette.series[5],
          ...axis(0),
          data: months.map(({ returns }) => -Number(returns)),
        },
        ...(months.some(({ payments }) => payments !== "0")
          ? [
              {
                name: text.payments,
                type: "line",
                symbolSize: 5,
                color: palette.series[1],
                ...axis(0),
                data: months.map(({ payments }) => Number(payments)),
              },
            ]
          : []),
        ...(hasActs
          ? [
              {
                name: text.documents,
                type: "bar",
                color: palette.series[4],
                ...axis(acts),
                data: months.map(({ documents }) => documents),
              },
              {
                name: text.visits,
                type: "line",
                symbolSize: 5,
                color: palette.series[2],
                ...axis(acts),
                data: months.map(({ visits }) => visits),
              },
            ]
          : []),
        ...(hasPrices
          ? [
              {
                name: text.discount,
                type: "line",
                symbolSize: 5,
                color: palette.series[3],
                ...axis(prices),
                data: months.map(({ discount }) => discount ?? null),
              },
            ]
          : []),
      ],
    };
  }, [months, currency, hasActs, hasPrices, language, palette.series, text]);
  const height = 218 + (hasActs ? 98 : 0) + (hasPrices ? 98 : 0);
  return (
    <Section title={text.title}>
      {months.length === 0 ? (
        <EmptyState title={text.none} />
      ) : (
        <Chart option={option} description={text.picture} height={height} />
      )}
    </Section>
  );
}
