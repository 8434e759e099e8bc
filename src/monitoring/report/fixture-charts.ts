import type { Chart } from "../../detection/index.ts";

/** A repeatable number in 0–1 for the n-th value. */
const wobble = (n: number): number => {
  const x = Math.sin(n * 12.9898 + 78.233) * 43_758.5453;
  return x - Math.floor(x);
};

const months = Array.from(
  { length: 24 },
  (_, i) => `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`,
);
const days = (from: string, n: number) =>
  Array.from({ length: n }, (_, i) => new Date(Date.parse(from) + i * 86_400_000).toISOString().slice(0, 10));

const distribution = (scale: "linear" | "log"): Chart => ({
  kind: "distribution",
  title: { zh: "该客户全部销售的金额", en: "Amounts of all sales to this customer" },
  x: { zh: "金额（元）", en: "Amount (CNY)" },
  y: { zh: "笔数", en: "Sales" },
  scale,
  rows: [
    ...Array.from({ length: 400 }, (_, i) => ({
      value:
        scale === "log"
          ? 10 ** (2.4 + wobble(i) + wobble(i + 1000) + wobble(i + 2000) * 0.8)
          : 60 + 80 * (wobble(i) + wobble(i + 500)),
      suspect: false,
    })),
    { value: scale === "log" ? 480_000 : 49_900 / 100, suspect: true, label: "SO-2025-1003" },
    { value: scale === "log" ? 350_000 : 470, suspect: true, label: "SO-<b>-1004" },
  ],
});

/** One chart of every kind, the distribution on both scales. */
export const fixtureCharts: readonly Chart[] = [
  distribution("log"),
  {
    kind: "series",
    title: { zh: "月销售额与同类销售人员", en: "Monthly sales beside peers" },
    x: { zh: "月份", en: "Month" },
    y: { zh: "万元", en: "CNY 10,000" },
    rows: months.map((period, i) => ({
      period,
      value: i === 23 ? 310 : 90 + 30 * wobble(i),
      peers: 95 + 12 * wobble(i + 40),
      suspect: i === 23,
    })),
  },
  {
    kind: "digits",
    title: { zh: "首位数字：实际与本福特分布", en: "First digits against Benford's law" },
    y: { zh: "占比", en: "Share" },
    rows: Array.from({ length: 9 }, (_, i) => ({
      digit: String(i + 1),
      observed: Math.log10(1 + 1 / (i + 1)) + (i === 3 ? 0.09 : -0.01),
      expected: Math.log10(1 + 1 / (i + 1)),
    })),
  },
  {
    kind: "calendar",
    title: { zh: "每日销售额", en: "Sales a day" },
    rows: days("2024-11-01", 420).map((day, i) => ({
      day,
      value:
        new Date(day).getUTCDay() % 6 === 0
          ? 0
          : Math.round(wobble(i) * 60) + (day.endsWith("-31") ? 140 : 0),
      suspect: day.endsWith("-31"),
    })),
  },
  {
    kind: "bars",
    title: { zh: "期末三天的销售占比", en: "Share of sales in the last three days" },
    x: { zh: "占比（%）", en: "Share (%)" },
    rows: [
      "王芳",
      "欧阳建国",
      "李娜",
      "买买提·艾则孜",
      "a very long seller name that does not fit anywhere",
      "陈伟",
    ].map((label, i) => ({
      label,
      value: 62 / (i + 1),
      suspect: i === 0,
    })),
  },
  {
    kind: "scatter",
    title: { zh: "数量与单价", en: "Quantity and unit price" },
    x: { zh: "数量", en: "Quantity" },
    y: { zh: "单价（元）", en: "Unit price (CNY)" },
    scale: "log",
    rows: [
      ...Array.from({ length: 300 }, (_, i) => ({
        x: Math.ceil(1 + 200 * wobble(i) ** 3),
        y: 80 + 40 * wobble(i + 7),
        suspect: false,
      })),
      { x: 3, y: 612, label: "SO-2025-1007 行 2", suspect: true },
      { x: 160, y: 14, label: "SO-2025-1019 行 1", suspect: true },
    ],
  },
  {
    kind: "network",
    title: { zh: "共用电话与地址", en: "Shared telephone and address" },
    rows: [
      tie("employee", "王芳 (E017)", "phone", "138 0013 8000", true),
      tie("phone", "138 0013 8000", "customer", "杭州云帆电子商务有限公司", true),
      tie("phone", "138 0013 8000", "customer", "成都锦里商贸行", true),
      tie("address", "深圳市南山区科苑南路 3099 号 42 层", "customer", "杭州云帆电子商务有限公司", false),
      tie(
        "address",
        "深圳市南山区科苑南路 3099 号 42 层",
        "customer",
        "深圳市前海蛇口自贸片区南方远望供应链管理（集团）股份有限公司",
        false,
      ),
      tie("employee", "欧阳建国 (E023)", "address", "深圳市南山区科苑南路 3099 号 42 层", false),
    ],
  },
  {
    kind: "documents",
    title: { zh: "同一笔交易的五份单据", en: "Five documents of one deal" },
    rows: [
      {
        document: "contract",
        id: "HT-2025-118",
        at: "2025-03-02",
        party: "成都锦里商贸行",
        quantity: 100,
        amount: 48_000,
        suspect: false,
      },
      {
        document: "order",
        id: "SO-2025-1003",
        at: "2025-03-28",
        party: "成都锦里商贸行",
        quantity: 100,
        amount: 48_000,
        suspect: false,
      },
      {
        document: "delivery",
        id: "DN-0871",
        at: "2025-04-06",
        party: "成都锦里商贸行",
        quantity: 60,
        suspect: true,
      },
      {
        document: "invoice",
        id: "24952000000001",
        at: "2025-03-31",
        party: "<i>成都锦鲤商贸行</i>",
        quantity: 100,
        amount: 58_000,
        suspect: true,
      },
      { document: "payment", id: "—", suspect: false },
    ],
  },
  {
    kind: "timeline",
    title: { zh: "订单的来龙去脉", en: "What happened to the order" },
    rows: [
      { at: "2025-03-28 16:20", label: "订单创建 / created", suspect: false },
      { at: "2025-03-28 16:45", label: "审批通过 / approved", value: 48_000, suspect: false },
      { at: "2025-03-31 23:51", label: "金额改为 58,000 / amount changed", value: 58_000, suspect: true },
      { at: "2025-04-02 08:05", label: "作废 / cancelled", suspect: true },
    ],
  },
  {
    kind: "track",
    title: { zh: "当日拜访路线", en: "Visits of the day" },
    rows: [
      { at: "2025-03-31 09:20", longitude: 113.9362, latitude: 22.5333, label: "云帆电子", suspect: false },
      { at: "2025-03-31 10:05", longitude: 113.9481, latitude: 22.5402, label: "锦里商贸", suspect: false },
      { at: "2025-03-31 10:12", longitude: 114.2681, latitude: 22.7239, label: "龙岗仓", suspect: true },
      { at: "2025-03-31 15:40", longitude: 114.0579, latitude: 22.5431, label: "福田店", suspect: false },
    ],
  },
  distribution("linear"),
];

function tie(from_kind: string, from: string, to_kind: string, to: string, suspect: boolean) {
  return { from_kind, from, to_kind, to, suspect };
}
