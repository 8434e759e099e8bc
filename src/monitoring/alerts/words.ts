import type { Bilingual } from "../../platform/index.ts";
import type { AlertStatus } from "../tables.ts";
import type { AlertStep } from "./step.ts";

export const statusWords: Readonly<Record<AlertStatus, Bilingual>> = {
  open: { zh: "待处理", en: "open" },
  "in-review": { zh: "核查中", en: "in review" },
  confirmed: { zh: "已确认", en: "confirmed" },
  innocent: { zh: "已排除", en: "innocent" },
  duplicate: { zh: "重复", en: "duplicate" },
};

const stepWords: Readonly<Record<AlertStep["kind"], Bilingual>> = {
  reviewed: { zh: "开始核查", en: "taken into review" },
  confirmed: { zh: "确认", en: "confirmed" },
  cleared: { zh: "排除", en: "cleared" },
  duplicate: { zh: "标为重复", en: "marked as a duplicate" },
  reopened: { zh: "重新打开", en: "reopened" },
  assigned: { zh: "改派", en: "assigned" },
  noted: { zh: "添加备注", en: "annotated" },
  checked: { zh: "更新核查清单", en: "checked" },
};

/** Sentences for whoever works on alerts. */
export const alertWords = {
  textNeeded: (kind: AlertStep["kind"]): Bilingual =>
    kind === "noted"
      ? { zh: "备注不能为空。", en: "A note cannot be empty." }
      : {
          zh: `${stepWords[kind].zh}须写明理由。`,
          en: `An alert is ${stepWords[kind].en} only with a reason.`,
        },
  textTooLong: (most: number): Bilingual => ({
    zh: `文字不能超过 ${most} 个字符。`,
    en: `The text may have at most ${most} characters.`,
  }),
  changedMeanwhile: (
    label: string,
    who: string,
    kind: AlertStep["kind"],
    status: AlertStatus,
  ): Bilingual => ({
    zh: `疑点“${label}”已被 ${who} ${stepWords[kind].zh}，现状态为“${statusWords[status].zh}”；您的操作未保存，请查看后再试。`,
    en: `The alert “${label}” was ${stepWords[kind].en} by ${who} meanwhile and is now ${statusWords[status].en}; nothing was saved. Look at it and try again.`,
  }),
  notFromHere: (label: string, status: AlertStatus, kind: AlertStep["kind"]): Bilingual => ({
    zh: `疑点“${label}”现状态为“${statusWords[status].zh}”，不能${stepWords[kind].zh}${status === "open" || status === "in-review" ? "" : "；请先重新打开"}。`,
    en: `The alert “${label}” is ${statusWords[status].en} and cannot be ${stepWords[kind].en}${status === "open" || status === "in-review" ? "" : "; reopen it first"}.`,
  }),
  notForAssignee: (label: string, name: string): Bilingual => ({
    zh: `不能把疑点“${label}”分派给 ${name}：此人无权查看该疑点。`,
    en: `The alert “${label}” cannot be assigned to ${name}, who may not see it.`,
  }),
  duplicateOfItself: {
    zh: "一个疑点不能是它自己的重复。",
    en: "An alert cannot be a duplicate of itself.",
  },
  duplicateOfDuplicate: {
    zh: "所选疑点本身已被标为重复，请指向它所重复的那一个。",
    en: "The alert you chose is a duplicate itself; name the one that it duplicates.",
  },
  more: { zh: "还有其他疑点存在同样的问题。", en: "More of the alerts have such a problem." },
} as const;
