import type { Tone } from "../../ui/index.ts";
import type { Version } from "./types.ts";

export const stateTones = {
  draft: "neutral",
  "back-tested": "neutral",
  shadow: "active",
  "in-force": "good",
  retired: "neutral",
} as const satisfies Record<Version["state"], Tone>;

/** Words for versions and their steps. */
export const ruleWords = {
  zh: {
    number: (n: number) => (n === 0 ? "出厂默认" : `第 ${n} 版`),
    states: {
      draft: "草稿",
      "back-tested": "已回测",
      shadow: "试运行",
      "in-force": "生效中",
      retired: "已停用",
    },
    steps: {
      drafted: "起草",
      edited: "修改",
      "back-tested": "完成回测",
      "put-in-shadow": "转入试运行",
      "put-in-force": "批准生效",
      replaced: "被新版本取代",
      retired: "停用",
    },
    trialStates: {
      waiting: "排队中",
      running: "进行中",
      done: "已完成",
      failed: "未完成",
      cancelled: "已取消",
    },
    allUsual: "全部用默认值",
    author: "起草",
    reviewer: "批准",
  },
  en: {
    number: (n: number) => (n === 0 ? "as it ships" : `version ${n}`),
    states: {
      draft: "draft",
      "back-tested": "back-tested",
      shadow: "in shadow",
      "in-force": "in force",
      retired: "retired",
    },
    steps: {
      drafted: "drafted",
      edited: "edited",
      "back-tested": "back-tested",
      "put-in-shadow": "put in shadow",
      "put-in-force": "approved and put in force",
      replaced: "replaced by a later one",
      retired: "retired",
    },
    trialStates: {
      waiting: "waiting",
      running: "running",
      done: "done",
      failed: "failed",
      cancelled: "cancelled",
    },
    allUsual: "all at their defaults",
    author: "written by",
    reviewer: "approved by",
  },
};
