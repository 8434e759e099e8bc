import {
  type Chart,
  type Detector,
  type DetectorRun,
  type Finding,
  loadDetectors,
} from "../../detection/index.ts";
import { kindNamed } from "../../records/index.ts";
import { fixtureCharts } from "./fixture-charts.ts";
import type { EvidenceRow, ReportData } from "./report-data.ts";

/** Values as an adversary, or a careless clerk, might put them into a file. */
export const hostile = {
  script: `<script>alert("准绳")</script>`,
  attribute: `" onmouseover="alert(1)" x="`,
  image: `'><img src=x onerror=alert(1)>`,
  bidi: "invoice\u202Egpj.exe",
  control: "ESC\u001b[31mred\u0000\u0007",
  typst: `#panic("x") *b* $x$ @a <l> \\ \`raw\``,
  formula: `=HYPERLINK("http://evil.example","click")`,
  long: "深圳市前海蛇口自贸片区南方远望供应链管理与国际贸易（集团）股份有限公司第一分公司华南大区渠道业务部",
};

const sellers = [
  ["E017", "王芳"],
  ["E023", "欧阳建国"],
  ["E031", "李娜"],
] as const;
const customers = [
  ["C001", "杭州云帆电子商务有限公司"],
  ["C002", hostile.long],
  ["C003", hostile.script],
  ["C004", "成都锦里商贸行"],
  ["C005", hostile.image],
] as const;
const schemes = [
  "splitting",
  "timing",
  "price-kickback",
  "document-mismatch",
  "related-party",
  "activity",
] as const;

/** Three sellers, five customers, forty findings, every kind of chart, two currencies and one unknown, hostile values. */
export async function fixtureReport(): Promise<ReportData> {
  const detectors = await loadDetectors();
  const findings = Array.from({ length: 40 }, (_, i) => fixtureFinding(i, detectors));
  const evidence = new Map(Array.from({ length: 60 }, (_, i) => [i + 1, evidenceRow(i + 1)] as const));
  return {
    version: "0.1.0",
    asOf: "2025-12-31",
    input: {
      files: [
        file("2025年销售订单.csv", "order", 12_480, 3),
        file("客户.xlsx", "customer", 812, 0),
        file(`拜访"><b>.csv`, "activity", 5_204, 0),
      ],
      rows: 18_496,
      refused: 3,
      sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      notes: [
        {
          zh: "2025年销售订单.csv 的“下单日期”按 日/月/年 读取：第 18 行的 25/3/2025 只能这样读。",
          en: "The column “下单日期” of 2025年销售订单.csv was read as day/month/year: 25/3/2025 in row 18 allows no other reading.",
        },
      ],
    },
    mapping: [
      mapped("2025年销售订单.csv", "order", "order_id", "订单编号", 0.99),
      mapped("2025年销售订单.csv", "order", "net", "不含税金额", 0.93),
      mapped("2025年销售订单.csv", "order", "seller_id", `业务员${hostile.attribute}`, 0.61),
      mapped("客户.xlsx", "customer", "customer_id", "客户代码", 0.97),
    ],
    totals: {
      documents: 12_480,
      lines: 31_022,
      sellers: 3,
      customers: 812,
      products: 96,
      from: "2024-01-02",
      to: "2025-12-30",
      amounts: [
        { currency: "CNY", sales: 18_654_320_155n, reversals: 421_987_600n, atRisk: 765_432_150n },
        { currency: "USD", sales: 212_400_000n, reversals: 0n, atRisk: 9_900_000n },
        { currency: "XXX", sales: 1_250_000n, reversals: 0n, atRisk: 0n },
      ],
    },
    months: ["CNY", "USD"].flatMap((currency, c) =>
      Array.from({ length: 24 }, (_, i) => ({
        month: `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`,
        currency,
        sales:
          BigInt(600_000_000 + ((i * 37) % 11) * 21_000_000 + (i % 3 === 2 ? 240_000_000 : 0)) /
          (c === 0 ? 1n : 80n),
        reversals: c === 0 ? BigInt(8_000_000 + (i % 3 === 0 ? 41_000_000 : 0)) : 0n,
      })),
    ),
    detectors: runsOf(detectors),
    findings,
    ranking: {
      sellers: sellers.map(([id], i) => ranked(findings, { kind: "seller", id }, i)),
      customers: customers.map(([id], i) => ranked(findings, { kind: "customer", id }, i)),
      transactions: findings.slice(0, 12).map((finding, i) => ranked([finding], finding.subject, i)),
    },
    statistics: {
      tests: 48_210,
      falseDiscoveryRate: 0.05,
      expectedFalseAlarms: 1.2,
      findingsTested: 24,
      findingsByRule: 16,
    },
    evidence,
    names: new Map([
      ...sellers.map(([id, name]) => [`seller:${id}`, name] as const),
      ...customers.map(([id, name]) => [`customer:${id}`, name] as const),
    ]),
    command: `plumbline scan 2025年销售订单.csv 客户.xlsx '拜访"><b>.csv' --as-of 2025-12-31`,
  };
}

/** An input in which nothing was found and hardly anything could be read. */
export async function emptyReport(): Promise<ReportData> {
  const full = await fixtureReport();
  return {
    ...full,
    input: { ...full.input, files: [], rows: 0, refused: 0, notes: [] },
    mapping: [],
    totals: { documents: 0, lines: 0, sellers: 0, customers: 0, products: 0, amounts: [] },
    months: [],
    detectors: [],
    findings: [],
    ranking: { sellers: [], customers: [], transactions: [] },
    statistics: {
      tests: 0,
      falseDiscoveryRate: 0.05,
      expectedFalseAlarms: 0,
      findingsTested: 0,
      findingsByRule: 0,
    },
    evidence: new Map(),
    names: new Map(),
  };
}

function file(path: string, kind: string, rows: number, refused: number) {
  const sha256 = "ab12".repeat(16);
  return {
    path,
    format: path.split(".").at(-1) ?? "csv",
    encoding: "gb18030",
    delimiter: ",",
    kind,
    rows,
    refused,
    bytes: rows * 180,
    sha256,
  };
}

function fixtureFinding(i: number, detectors: readonly Detector[]): Finding {
  const [seller] = sellers[i % sellers.length] ?? ["E017"];
  const [customer, name] = customers[i % customers.length] ?? ["C001", ""];
  const detector = detectors[i % detectors.length]?.id ?? "none";
  const isTested = i % 5 < 3;
  const amount = i % 7 === 5 ? 0n : BigInt(4_999_900 * (40 - i) + 37);
  const chart: Chart | undefined = fixtureCharts[i % (fixtureCharts.length + 1)];
  const id =
    i === 3 ? `SO-${hostile.attribute}` : i === 4 ? `SO-${hostile.bidi}` : `SO-2025-${String(1000 + i)}`;
  return {
    detector,
    scheme: schemes[i % schemes.length] ?? "timing",
    key: `${detector}:${customer}|${id}`,
    subject: i % 9 === 8 ? { kind: "seller", id: seller } : { kind: "order", id },
    seller,
    customer,
    score: 0.97 - i * 0.012,
    ...(isTested ? { pValue: 1.3e-7 * (i + 1), qValue: 0.0008 * (i + 1) } : {}),
    amount,
    currency: i % 11 === 10 ? "USD" : i === 13 ? "XXX" : "CNY",
    evidence: [i + 1, i + 2, 50 + (i % 8)],
    evidenceTotal: i % 4 === 0 ? 214 : 3,
    facts: { largest: 30_000, order: id, big: 12_345_678_901_234_567n, ratio: 30.5 },
    sentence: {
      zh: `客户 ${name} 在 7 天内由同一销售人员下单 4 次，每单均略低于 ¥50,000.00 的审批限额，合计 ¥196,400.00；${id}。`,
      en: `${name} was sold to four times within 7 days by one seller, each order just under the approval limit of CN¥50,000.00, CN¥196,400.00 in all; ${id}.`,
    },
    ...(chart ? { chart } : {}),
  };
}

function evidenceRow(rid: number): EvidenceRow {
  const isVisit = rid > 50;
  const odd = Object.values(hostile)[rid % 8] ?? "";
  return {
    recordId: isVisit ? `activity:V-${rid}` : `order:SO-2025-${1000 + rid}`,
    kind: isVisit ? "activity" : "order",
    path: isVisit ? `拜访"><b>.csv` : "2025年销售订单.csv",
    row: rid + 17,
    values: isVisit
      ? {
          拜访编号: `V-${rid}`,
          签到时间: "2025-03-31 09:20",
          经度: "113.9362",
          纬度: "22.5333",
          照片: "7c9e…",
        }
      : {
          订单编号: `SO-2025-${1000 + rid}`,
          下单日期: "2025-03-28",
          业务员: "王芳",
          客户名称: odd,
          不含税金额: "49,100.00",
          税率: "13%",
          收货地址: "广东省深圳市南山区粤海街道科苑南路 3099 号中国储能大厦 42 层",
          备注: rid % 3 === 0 ? hostile.formula : "",
        },
  };
}

function runsOf(detectors: readonly Detector[]): { detector: Detector; run: DetectorRun }[] {
  return detectors.map((detector, i) => {
    const params = detector.params.parse({});
    const base = {
      id: detector.id,
      params,
      tests: i % 2 === 0 ? 0 : 812,
      found: 9,
      kept: 7,
      milliseconds: 31 + i,
    };
    if (i % 5 !== 4) return { detector, run: { ...base, state: "ran" } };
    const reason = { zh: "数据中没有 activities.longitude", en: "the input has no activities.longitude" };
    return { detector, run: { ...base, state: "not-run", reason, tests: 0, found: 0, kept: 0 } };
  });
}

function ranked(all: readonly Finding[], subject: Finding["subject"], i: number) {
  const own = all.filter(
    (f) => f.subject === subject || f.seller === subject.id || f.customer === subject.id,
  );
  const reasons = own.map((finding, n) => ({ finding, contribution: 0.4 / (n + 1) }));
  const amounts =
    i === 2
      ? [{ amount: 0n, currency: "CNY" }]
      : [
          { amount: 765_432_150n / BigInt(i + 2), currency: "CNY" },
          ...(i === 0 ? [{ amount: 9_900_000n, currency: "USD" }] : []),
        ];
  return { rank: i + 1, subject, score: 0.96 - i * 0.07, amounts, reasons };
}

function mapped(
  file: string,
  kind: string,
  field: string,
  column: string,
  confidence: number,
): ReportData["mapping"][number] {
  const known = kindNamed(kind);
  const title = known?.title ?? { zh: kind, en: kind };
  const { zh, en } = known?.fields[field] ?? { zh: field, en: field };
  return { file, kind, field, kindTitle: title, fieldTitle: { zh, en }, column, confidence };
}
