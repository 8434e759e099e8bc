import { sql } from "../platform/index.ts";
import type { Known, NotLocal } from "./define-detector.ts";

const notLocal = (zh: string, en: string): NotLocal => ({ unit: "all", because: { zh, en } });

/** Reasons that several detectors share. */
export const comparesUnits = notLocal(
  "把每名销售员的全部记录与其他所有人比较，只在全量检测中运行。",
  "It compares all of a seller's records with everybody else's, and runs in whole runs only.",
);
export const readsDistributions = notLocal(
  "看的是全部金额的分布，只在全量检测中运行。",
  "It looks at how all amounts are distributed, and runs in whole runs only.",
);
export const linksCustomers = notLocal(
  "在全体客户、员工或单据之间寻找联系，只在全量检测中运行。",
  "It looks for links between all customers, employees or documents, and runs in whole runs only.",
);
export const readsPeriods = notLocal(
  "按整个期间汇总后才能判断，只在全量检测中运行。",
  "It judges whole periods once they are summed up, and runs in whole runs only.",
);

export const writtenHere = notLocal(
  "本公司自行编写的检测器，只在全量检测中运行。",
  "It was written in the product, and runs in whole runs only.",
);

/** Where the runner keeps a relation of a detector's baseline. */
export const baselineTable = (detector: string, name: string): string => `baseline ${detector} ${name}`;

export const knownOf =
  (detector: string): Known =>
  (name) =>
    sql.ref(baselineTable(detector, name));
