import { Segmented, Select } from "antd";
import { useMemo } from "react";
import { Link } from "react-router";
import { Chart } from "../../ui/chart.tsx";
import {
  BarList,
  CompactMoney,
  EmptyState,
  formatCompactMoney,
  formatMoney,
  formatShare,
  Section,
  useLanguage,
  usePalette,
  useWords,
} from "../../ui/index.ts";
import type { Choice, Grain, SalesBoard } from "./types.ts";

const words = {
  zh: {
    all: "销售与退货",
    team: "团队的销售与退货",
    own: "我的销售与退货",
    sales: "销售",
    returns: "退货与冲回",
    month: "按月",
    week: "按周",
    day: "按日",
    grain: "时间单位",
    currency: "币种",
    noCurrency: "未注明币种",
    entity: "法人主体",
    allEntities: "全部主体",
    region: "按区域",
    category: "按产品类别",
    channel: "按渠道",
    year: "近 12 个月，右侧为较上一年的变化",
    more: "我的客户与记分卡",
    none: "这段时间没有销售",
    picture: "各期销售额，退货与冲回画在横轴下方",
  },
  en: {
    all: "Sales and returns",
    team: "Sales and returns of my team",
    own: "My sales and returns",
    sales: "Sales",
    returns: "Returned or reversed",
    month: "Month",
    week: "Week",
    day: "Day",
    grain: "Period",
    currency: "Currency",
    noCurrency: "no currency",
    entity: "Legal entity",
    allEntities: "All entities",
    region: "By region",
    category: "By product group",
    channel: "By channel",
    year: "Last 12 months; at the right the change on the year before",
    more: "My scorecard and customers",
    none: "No sales in this time",
    picture: "Sales by period; what was returned or reversed is drawn below the axis",
  },
};

interface Props {
  readonly sales: SalesBoard;
  readonly choice: Choice;
  onChoose(choice: Choice): void;
}

export function SalesOverTime({ sales, choice, onChoose }: Props) {
  const text = useWords(words);
  return (
    <Section
      title={text[sales.scope]}
      width="two-thirds"
      extra={<Choosers sales={sales} choice={choice} onChoose={onChoose} />}
    >
      {sales.periods.length > 0 ? <SalesChart sales={sales} /> : <EmptyState title={text.none} />}
      {sales.scope !== "all" && <Link to="/sellers">{text.more}</Link>}
    </Section>
  );
}

/** Where the sales of the last twelve months were made; only what the data tell apart. */
export function SalesByGroup({ sales, most }: { readonly sales: SalesBoard; readonly most: number }) {
  const text = useWords(words);
  const language = useLanguage();
  // Of one alone there is nothing to compare.
  const dimensions = (["category", "region", "channel"] as const)
    .filter((one) => sales.groups.filter(({ dimension }) => dimension === one).length > 1)
    .slice(0, most);
  // The first stands beside the chart; two that are left share a line.
  const isPair = most === 3 && dimensions.length === 3;
  return dimensions.map((dimension, i) => (
    <Section key={dimension} title={text[dimension]} width={isPair && i > 0 ? "half" : "third"}>
      <BarList
        caption={`${text[dimension]}: ${text.year}`}
        bars={sales.groups
          .filter((group) => group.dimension === dimension)
          .map(({ name, sales: amount, salesBefore }) => ({
            key: name,
            label: <span title={name}>{name}</span>,
            value: Number(amount),
            shown: <CompactMoney minor={amount} currency={sales.currency} />,
            note: changeText(amount, salesBefore, hasYearBefore(sales), language),
          }))}
      />
    </Section>
  ));
}

const hasYearBefore = ({ totals, currency }: SalesBoard) =>
  totals.find((total) => total.currency === currency)?.salesBefore !== undefined;

function changeText(now: string, before: string, isKnown: boolean, language: "zh" | "en") {
  if (!isKnown || before === "0") return null;
  const change = Number(now) / Number(before) - 1;
  return `${change >= 0 ? "+" : "−"}${formatShare(Math.abs(change), language)}`;
}

function Choosers({ sales, choice, onChoose }: Props) {
  const text = useWords(words);
  return (
    <div className="choosers">
      {sales.legalEntities.length > 1 && (
        <Select
          size="small"
          aria-label={text.entity}
          value={choice.legalEntity ?? ""}
          popupMatchSelectWidth={false}
          options={[
            { value: "", label: text.allEntities },
            ...sales.legalEntities.map((value) => ({ value, label: value })),
          ]}
          onChange={(value) => {
            const { legalEntity: _, ...rest } = choice;
            onChoose(value === "" ? rest : { ...rest, legalEntity: value });
          }}
        />
      )}
      {sales.totals.length > 1 && (
        <Select
          size="small"
          aria-label={text.currency}
          value={sales.currency}
          popupMatchSelectWidth={false}
          options={sales.totals.map(({ currency }) => ({
            value: currency,
            label: currency === "XXX" ? text.noCurrency : currency,
          }))}
          onChange={(currency) => onChoose({ ...choice, currency })}
        />
      )}
      <Segmented<Grain>
        size="small"
        aria-label={text.grain}
        value={sales.grain}
        options={(["month", "week", "day"] as const).map((value) => ({ value, label: text[value] }))}
        onChange={(grain) => onChoose({ ...choice, grain })}
      />
    </div>
  );
}

function SalesChart({ sales }: { readonly sales: SalesBoard }) {
  const text = useWords(words);
  const language = useLanguage();
  const palette = usePalette();
  const { periods, currency, grain } = sales;
  const option = useMemo(() => {
    const label = (day: string) => (grain === "month" ? day.slice(0, 7) : day);
    const money = (value: number) => formatMoney(String(Math.round(Math.abs(value))), currency, language);
    return {
      tooltip: {
        trigger: "axis",
        axisPointer: { type: "shadow" },
        formatter: (items: { axisValueLabel: string; seriesName: string; value: number }[]) =>
          [
            items[0]?.axisValueLabel,
            ...items.map(({ seriesName, value }) => `${seriesName}  ${money(value)}`),
          ].join("\n"),
      },
      legend: { data: [text.sales, text.returns], left: 0, itemWidth: 10, itemHeight: 10, icon: "rect" },
      xAxis: {
        type: "category",
        data: periods.map(({ startsOn }) => label(startsOn)),
        axisLabel: { hideOverlap: true },
      },
      yAxis: {
        type: "value",
        axisLabel: { formatter: (value: number) => formatCompactMoney(value, currency, language) },
      },
      series: [
        {
          name: text.sales,
          type: "bar",
          stack: "one",
          barCategoryGap: "30%",
          color: palette.series[0],
          data: periods.map((period) => Number(period.sales)),
        },
        {
          name: text.returns,
          type: "bar",
          stack: "one",
          color: palette.series[5],
          data: periods.map((period) => -Number(period.returns)),
        },
      ],
    };
  }, [periods, currency, grain, language, palette.series, text]);
  return <Chart option={option} description={text.picture} height={318} />;
}
