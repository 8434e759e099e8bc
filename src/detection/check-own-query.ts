import type { Bilingual, LockedWarehouse, StatementFault } from "../platform/index.ts";
import { type OwnDeclaration, ownQuery } from "./own-detector.ts";

type Wanted = readonly [name: string, form: RegExp, zh: string, en: string];

// As `queryRow` in define-detector.ts asks for them, in the types that DuckDB calls them by.
const integer = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/;
const needed: readonly Wanted[] = [
  ["subject_kind", /^(VARCHAR|ENUM)/, "文本", "text"],
  ["subject_id", /^VARCHAR/, "文本", "text"],
  ["key", /^VARCHAR/, "文本", "text"],
  ["score", /^(DOUBLE|FLOAT|DECIMAL)/, "0 到 1 的小数", "a decimal from 0 to 1"],
  [
    "evidence",
    /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?\[\]$/,
    "rid 的列表，如 list(rid)",
    "a list of rids, such as list(rid)",
  ],
  ["facts", /^STRUCT/, "结构，如 {'n': count(*)}", "a struct, such as {'n': count(*)}"],
];
const optional: readonly Wanted[] = [
  ["amount", integer, "以最小货币单位计的整数", "a whole number of minor units"],
  ["currency", /^VARCHAR/, "文本", "text"],
  ["seller", /^VARCHAR/, "文本", "text"],
  ["customer", /^VARCHAR/, "文本", "text"],
  ["evidence_total", integer, "整数", "a whole number"],
];
const tested = ["p_value", "z"];

/** What is wrong with the SQL of a detector that was written in the product, a sentence a problem. Nothing is run. */
export async function checkOwnQuery(
  locked: Pick<LockedWarehouse, "describe">,
  { sql, parameters, sentence }: OwnDeclaration,
): Promise<Bilingual[]> {
  const usual = Object.fromEntries(parameters.map((one) => [one.name, one.usual]));
  const found = await locked.describe(ownQuery(sql, usual, { asOf: "2025-12-31" }));
  if (!Array.isArray(found)) return [sentenceOf(found as StatementFault)];
  const types = new Map(found.map(({ name, type }) => [name as string, String(type)]));
  return [
    ...needed.flatMap((one) => problemOf(types, one, true)),
    ...optional.flatMap((one) => problemOf(types, one, false)),
    ...tested.filter((name) => types.has(name)).map(noTests),
    ...unknownIn(sentence, types),
  ];
}

function problemOf(
  types: ReadonlyMap<string, string>,
  [name, form, zh, en]: Wanted,
  isNeeded: boolean,
): Bilingual[] {
  const type = types.get(name);
  if (type === undefined) {
    return isNeeded
      ? [{ zh: `查询结果缺少列 ${name}（${zh}）。`, en: `The result has no column ${name} (${en}).` }]
      : [];
  }
  if (form.test(type)) return [];
  return [
    {
      zh: `结果列 ${name} 是 ${type}，应为${zh}。`,
      en: `The column ${name} is ${type}; ${en} was expected.`,
    },
  ];
}

const noTests = (name: string): Bilingual => ({
  zh: `自编检测器按规则判定，结果中不能有 ${name}：没有假设检验的总数就无法控制误报。`,
  en: `A detector written here is a rule, and its result has no ${name}: without the number of all tests false discoveries cannot be controlled.`,
});

function unknownIn({ zh, en }: Bilingual, types: ReadonlyMap<string, string>): Bilingual[] {
  const facts = types.get("facts") ?? "";
  const isKnown = (name: string) => types.has(name) || new RegExp(`[(,] ?"?${name}"? `).test(facts);
  const names = [...`${zh} ${en}`.matchAll(/\{([A-Za-z_][A-Za-z0-9_]*)\}/g)].map(([, name]) => name ?? "");
  return [...new Set(names)]
    .filter((name) => !isKnown(name))
    .map((name) => ({
      zh: `说明句里的 {${name}} 既不是 facts 的一项，也不是结果的一列。`,
      en: `{${name}} in the sentence is neither one of the facts nor a column of the result.`,
    }));
}

function sentenceOf({ kind, told, line }: StatementFault): Bilingual {
  const place = line === undefined ? { zh: "", en: "" } : { zh: `第 ${line} 行：`, en: `Line ${line}: ` };
  const say = (zh: string, en: string): Bilingual => ({ zh: `${place.zh}${zh}`, en: `${place.en}${en}` });
  const words = told.replace(/^[A-Z][a-z]+ Error: /, "");
  switch (kind) {
    case "statements":
      return say(
        `只能写一条 SELECT，这里有 ${told} 条语句。`,
        `One SELECT is taken; here are ${told} statements.`,
      );
    case "not-a-query":
      return say(`只能写 SELECT，不能写 ${told}。`, `Only a SELECT is taken, no ${told}.`);
    case "forbidden":
      return say(`不能读写文件或网络：${words}`, `Files and the network are out of reach: ${words}`);
    case "syntax":
      return say(`语法有误：${words}`, `The syntax is wrong: ${words}`);
    case "unknown":
      return say(`没有这个表、列、函数或参数，或类型不符：${words}`, `Unknown, or of another type: ${words}`);
    case "time":
      return say("检查用时过长，已中止。", "Checking it took too long and was ended.");
    case "other":
      return say(`不能执行：${words}`, `It cannot be run: ${words}`);
  }
}
