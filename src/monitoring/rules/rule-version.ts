import { z } from "zod";
import type { Detector } from "../../detection/index.ts";
import { type Bilingual, Refusal, schemaProblems } from "../../platform/index.ts";

export const ruleStates = ["draft", "back-tested", "shadow", "in-force", "retired"] as const;
export type RuleState = (typeof ruleStates)[number];

export const ruleSteps = [
  "drafted",
  "edited",
  "back-tested",
  "put-in-shadow",
  "put-in-force",
  "replaced",
  "retired",
] as const;
export type RuleStep = (typeof ruleSteps)[number];

/** Where a step may be taken from. What has been retired stays as it was: whoever wants it back drafts it anew. */
export const takenFrom: { readonly [Step in Exclude<RuleStep, "drafted">]: readonly RuleState[] } = {
  edited: ["draft", "back-tested"],
  // A further back-test, over other days, is welcome at any time before a version is in force.
  "back-tested": ["draft", "back-tested", "shadow"],
  "put-in-shadow": ["back-tested"],
  "put-in-force": ["shadow"],
  replaced: ["in-force"],
  retired: ["draft", "back-tested", "shadow", "in-force"],
};

export const parameterValues = z.record(z.string(), z.union([z.number(), z.array(z.number())]));
export type ParameterValues = z.infer<typeof parameterValues>;

/** What is wrong with values for a detector's parameters, a sentence a problem. */
export function parameterProblems({ params }: Pick<Detector, "params">, given: ParameterValues): Bilingual[] {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(params.shape, name));
  return [
    ...unknown.map((name) => ({ zh: `没有参数 ${name}。`, en: `There is no parameter ${name}.` })),
    ...schemaProblems(params, given).map(({ path, message }) => ({
      zh: `${String(path[0] ?? "")}：${message.zh}。`,
      en: `${String(path[0] ?? "")}: ${message.en}.`,
    })),
  ];
}

/** Without those that say what the default says: the default may get better with a later version. */
export function differing({ params }: Pick<Detector, "params">, given: ParameterValues): ParameterValues {
  const usual = params.parse({});
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(usual[name])),
  );
}

const stateWords: Readonly<Record<RuleState, Bilingual>> = {
  draft: { zh: "草稿", en: "a draft" },
  "back-tested": { zh: "已回测", en: "back-tested" },
  shadow: { zh: "试运行", en: "in shadow" },
  "in-force": { zh: "生效中", en: "in force" },
  retired: { zh: "已停用", en: "retired" },
};

const stepWords: Readonly<Record<Exclude<RuleStep, "drafted" | "replaced">, Bilingual>> = {
  edited: { zh: "修改", en: "edited" },
  "back-tested": { zh: "回测", en: "back-tested" },
  "put-in-shadow": { zh: "转入试运行", en: "put in shadow" },
  "put-in-force": { zh: "批准生效", en: "put in force" },
  retired: { zh: "停用", en: "retired" },
};

export const ruleWords = {
  noSuchVersion: (detector: string, number: number) =>
    new Refusal("not-found", {
      zh: `检测器“${detector}”没有第 ${number} 版。`,
      en: `Detector ${detector} has no version ${number}.`,
    }),
  changedMeanwhile: () =>
    new Refusal("conflict", {
      zh: "这一版已被他人改动，请重新载入后再操作。",
      en: "This version was changed meanwhile; load it again and then go on.",
    }),
  notFromHere: (state: RuleState, step: keyof typeof stepWords) =>
    new Refusal("conflict", {
      zh: `这一版现在是“${stateWords[state].zh}”，不能${stepWords[step].zh}${hints[step].zh}。`,
      en: `This version is ${stateWords[state].en} and cannot be ${stepWords[step].en}${hints[step].en}.`,
    }),
  nothingChanges: () =>
    new Refusal("invalid", {
      zh: "与生效中的内容完全相同，未保存。",
      en: "It says the same as what is in force, so nothing was saved.",
    }),
  notYetInARun: () =>
    new Refusal("conflict", {
      zh: "试运行还没有经历过任何一次检测；请先让检测运行一次，看过结果再批准。",
      en: "No run has taken it along in shadow yet; let the detectors run once, look at what it found, and then approve.",
    }),
  shadowTaken: (number: number) =>
    new Refusal("conflict", {
      zh: `第 ${number} 版正在试运行；一个检测器同时只能试运行一版，请先停用那一版。`,
      en: `Version ${number} is in shadow; a detector has one shadow at a time, so retire that one first.`,
    }),
} as const;

const hints: Readonly<Record<keyof typeof stepWords, Bilingual>> = {
  edited: { zh: "；请另起草一版", en: "; draft another version" },
  "back-tested": { zh: "", en: "" },
  "put-in-shadow": { zh: "；须先完成回测", en: "; it has to be back-tested first" },
  "put-in-force": { zh: "；须先试运行", en: "; it has to be in shadow first" },
  retired: { zh: "", en: "" },
};
