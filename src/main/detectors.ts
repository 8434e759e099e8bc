import { type Detector, formulaOf, loadDetectors, parametersOf, schemes } from "../detection/index.ts";
import { type Bilingual, type Language, Refusal } from "../platform/index.ts";
import { readArguments } from "./arguments.ts";

/** Lists the detectors, or explains one, from their own files. */
export async function detectorsCommand(args: readonly string[], language: Language): Promise<void> {
  const { positionals } = readArguments(args, {}, 1);
  const detectors = await loadDetectors();
  const [id] = positionals;
  if (id === undefined) {
    for (const { id: name, scheme, title } of detectors) {
      process.stdout.write(`${name}\n    ${schemes[scheme][language]} · ${title[language]}\n`);
    }
    return;
  }
  const detector = detectors.find((one) => one.id === id);
  if (!detector) {
    throw new Refusal("not-found", {
      zh: `没有名为“${id}”的检测器；不带参数运行 ./plumbline detectors 可列出全部。`,
      en: `There is no detector “${id}”; ./plumbline detectors without an argument lists them.`,
    });
  }
  process.stdout.write(explain(detector, language));
}

const words = {
  scheme: { zh: "舞弊类型", en: "Scheme" },
  severity: { zh: "严重程度", en: "Severity" },
  why: { zh: "为什么可疑", en: "Why it is suspicious" },
  formula: { zh: "算法", en: "Formula" },
  reads: { zh: "所需数据", en: "Data it needs" },
  params: { zh: "参数（可用 --set 修改）", en: "Parameters (change with --set)" },
  innocent: { zh: "可能的正当解释", en: "Innocent explanations" },
  blindTo: { zh: "发现不了的情形", en: "Blind to" },
  nextChecks: { zh: "下一步核查", en: "Next checks" },
  modes: { zh: "运行方式", en: "Modes" },
  live: {
    zh: "全量检测；实时检测（记录写入后随即判断相关客户）",
    en: "whole runs; live (judges the customer as soon as a record comes in)",
  },
  beforehand: {
    zh: "全量检测；实时检测；事前询问（交易入账或付款之前）",
    en: "whole runs; live; decisions (asked before a deal is booked or paid out)",
  },
  source: { zh: "来源", en: "Source" },
} as const satisfies Record<string, Bilingual>;

const severities = {
  low: { zh: "低", en: "low" },
  medium: { zh: "中", en: "medium" },
  high: { zh: "高", en: "high" },
} as const satisfies Record<string, Bilingual>;

function modesOf({ locality }: Detector): Bilingual {
  if (locality.unit === "all") return locality.because;
  return locality.beforehand ? words.beforehand : words.live;
}

function explain(detector: Detector, language: Language): string {
  const list = (items: readonly Bilingual[]) => items.map((item) => `  - ${item[language]}`).join("\n");
  const defaults = detector.params.parse({});
  const params = parametersOf(detector).map(
    ({ name, usual, meaning, least, most }) =>
      `  - ${name} = ${JSON.stringify(usual)}  ${meaning[language]} [${least}, ${most}]`,
  );
  const reads = Object.entries(detector.reads).map(([table, columns]) => `${table} (${columns.join(", ")})`);
  return `${detector.id} · ${detector.title[language]}

${words.scheme[language]}: ${schemes[detector.scheme][language]}    ${words.severity[language]}: ${severities[detector.severity][language]}

${words.why[language]}
  ${detector.why[language]}
${words.formula[language]}
  ${formulaOf(detector, defaults)[language]}
${words.reads[language]}
  ${reads.join("; ")}
${words.params[language]}
${params.join("\n")}
${words.innocent[language]}
${list(detector.innocent)}
${words.blindTo[language]}
${list(detector.blindTo)}
${words.nextChecks[language]}
${list(detector.nextChecks)}
${words.modes[language]}
  ${modesOf(detector)[language]}
${words.source[language]}
  ${detector.source}
`;
}
