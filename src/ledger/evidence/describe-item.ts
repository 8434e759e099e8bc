import type { Json } from "./canonical.ts";
import type { FieldLabel, KindLabels } from "./form.ts";
import { shownText } from "./shown-text.ts";
import type { ProvedEvent, ProvedItem, ProvedRow } from "./verified.ts";

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** One value that was disclosed, as a person reads it. */
export interface Fact {
  /** Where it stands under its commitment: `common.fields.gross`. */
  readonly name: string;
  readonly label: Words;
  readonly value: string;
  /** It lies under a commitment of its own. */
  readonly isPersonal: boolean;
}

export interface Description {
  readonly title: Words;
  /** What the title does not say: the key or number. */
  readonly key: string;
  readonly facts: readonly Fact[];
  readonly withheld: readonly Words[];
  readonly erased: readonly Words[];
}

type Labels = Readonly<Record<string, KindLabels>>;

/** An item in words: everything that it discloses, and the names of what it does not. */
export function describeItem(item: ProvedItem, labels: Labels = {}): Description {
  return item.item === "row" ? describeRow(item, labels[item.kind]) : describeEvent(item);
}

function describeRow(row: ProvedRow, labels: KindLabels | undefined): Description {
  const { common = {}, personal } = row;
  const fields = objectOf(common.fields);
  const currency = typeof fields.currency === "string" ? fields.currency : "XXX";
  const factOf = (name: string, value: Json, isPersonal: boolean): Fact => {
    const field = /^(?:common\.)?fields\.(.+)$/.exec(name)?.[1];
    const label = field === undefined ? undefined : labels?.fields[field];
    return { name, label: labelOf(name, label), value: writtenValue(value, label, currency), isPersonal };
  };
  const facts = [
    ...flattened(common, "common").map(([name, value]) => factOf(name, value, false)),
    ...Object.entries(personal).flatMap(([name, value]) =>
      flattened(unwrapped(value), name).map(([path, one]) => factOf(path, one, true)),
    ),
  ];
  const named = (names: readonly string[]) =>
    names.map((name) => {
      const path = name.replace(/^personal\./, "");
      return labelOf(path, labels?.fields[path.replace(/^fields\./, "")]);
    });
  const key = [common.key, common.record ?? common.alert].find(
    (text) => typeof text === "string" && text !== "",
  );
  return {
    title: labels ?? kinds[row.kind] ?? { zh: row.kind, en: row.kind },
    key: typeof key === "string" ? shownText(key) : "",
    facts,
    withheld: named(row.withheld),
    erased: named(row.erased),
  };
}

function describeEvent(event: ProvedEvent): Description {
  const { entry, before, after } = event;
  const sides = [
    ...(before === undefined ? [] : flattened(before, "before")),
    ...(after === undefined ? [] : flattened(after, "after")),
  ];
  return {
    title: { zh: `日志事件 ${entry.type}`, en: `Event of the log: ${entry.type}` },
    key: shownText(entry.subject),
    facts: sides.map(([name, value]) => ({
      name,
      label: labelOf(name, undefined),
      value: writtenValue(value, undefined, "XXX"),
      isPersonal: false,
    })),
    withheld: event.withheld.map((name) => labelOf(name, undefined)),
    erased: event.erased.map((name) => labelOf(name, undefined)),
  };
}

/** A finding lies under its commitment as the text of its JSON. */
function unwrapped(value: Json): Json {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

const mostFacts = 2_000;

function flattened(value: Json, path: string): [string, Json][] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  const members = Object.entries(value) as [string, Json][];
  return members.flatMap(([name, member]) => flattened(member, `${path}.${name}`)).slice(0, mostFacts);
}

function objectOf(value: Json | undefined): { readonly [name: string]: Json } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return value as { readonly [name: string]: Json };
}

function writtenValue(value: Json, label: FieldLabel | undefined, currency: string): string {
  if (label?.type === "money" && typeof value === "string" && /^-?\d+$/.test(value)) {
    return `${majorOf(value, currency)} ${shownText(currency)} (${value})`;
  }
  return shownText(typeof value === "string" ? value : String(value));
}

/** ISO 4217: most currencies have two digits behind the point, and `XXX`, which is none, is taken to have them. */
function majorOf(minor: string, currency: string): string {
  const digits = digitsOf(currency);
  const [sign, whole] = minor.startsWith("-") ? ["-", minor.slice(1)] : ["", minor];
  const padded = whole.padStart(digits + 1, "0");
  return digits === 0 ? minor : `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

function digitsOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency) || currency === "XXX") return 2;
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

function labelOf(name: string, label: FieldLabel | undefined): Words {
  if (label) return { zh: shownText(label.zh), en: shownText(label.en) };
  const known = names[name];
  if (known) return known;
  const own = /^(?:common\.)?own\.(.+)$/s.exec(name)?.[1];
  if (own !== undefined) return { zh: `来源列“${shownText(own)}”`, en: `source column “${shownText(own)}”` };
  const plain = shownText(name.replace(/^common\./, ""));
  return { zh: plain, en: plain };
}

const kinds: Readonly<Record<string, Words>> = { alert: { zh: "疑点", en: "Alert" } };

/** Names that are the same in every row. */
const names: Readonly<Record<string, Words>> = {
  common: { zh: "全部非个人字段", en: "all fields that are not personal" },
  "common.record": { zh: "记录标识", en: "Record" },
  "common.alert": { zh: "疑点标识", en: "Alert" },
  "common.version": { zh: "版本", en: "Version" },
  "common.source": { zh: "数据来源", en: "Source" },
  "common.key": { zh: "业务主键", en: "Business key" },
  "common.occurrence": { zh: "同键序号", en: "Occurrence" },
  "common.observedAt": { zh: "采集时间", en: "Observed at" },
  "common.gone": { zh: "来源中已无此记录", en: "Gone from its source" },
  "common.run": { zh: "检测批次", en: "Run of detection" },
  "common.change": { zh: "变化", en: "Change" },
  "common.digest": { zh: "内容摘要", en: "Digest of its content" },
  reason: { zh: "更正理由", en: "Reason of the correction" },
  finding: { zh: "疑点内容", en: "What was found" },
  "finding.sentence.zh": { zh: "疑点说明（中文）", en: "What was found (Chinese)" },
  "finding.sentence.en": { zh: "疑点说明（英文）", en: "What was found (English)" },
  "finding.detector": { zh: "检测器", en: "Detector" },
  "finding.amount": { zh: "涉及金额（最小货币单位）", en: "Amount (minor units)" },
  "finding.currency": { zh: "币种", en: "Currency" },
  before: { zh: "此前状态", en: "State before" },
  after: { zh: "事件内容", en: "What was done" },
  "after.step.kind": { zh: "处理", en: "Step" },
  "after.step.reason": { zh: "理由", en: "Reason" },
  "after.step.text": { zh: "备注", en: "Note" },
  "after.revision": { zh: "处理序号", en: "Revision" },
  "after.version": { zh: "所依据的版本", en: "Version looked at" },
  "after.source": { zh: "数据来源", en: "Source" },
  "after.complete": { zh: "是否为该来源的全部", en: "Declared complete" },
  "before.status": { zh: "此前状态", en: "Status before" },
  "before.assignee": { zh: "此前负责人", en: "Assignee before" },
};
