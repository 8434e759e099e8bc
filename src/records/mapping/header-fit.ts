import type { Field, Kind } from "../kinds/define-kind.ts";
import { fieldsOf, kinds } from "../kinds/kinds.ts";
import { type HeaderName, headerName, squash } from "./header-name.ts";

interface FieldNames {
  readonly field: string;
  readonly names: readonly (HeaderName & { readonly weight: number })[];
}

interface KindNames {
  readonly fields: readonly FieldNames[];
  /** The kind's own nouns, as in `Order Status` or 订单状态; longest first. */
  readonly nouns: readonly HeaderName[];
  readonly ownId: string;
  readonly documentId: string;
  readonly ownName: string | undefined;
}

/** What a column of the record's own number, of its document's number and of its name is called when it is called nothing more. */
const recordIds = new Set(["id", "recordid", "编号", "编码", "代码"]);
const documentIds = new Set([
  "单号",
  "单据编号",
  "单据号",
  "documentno",
  "docno",
  "documentnumber",
  "documentid",
]);
const titles = new Set(["name", "名称", "title", "主题", "subject"]);

/** Words that end many names and alone name nothing: 编号 is not 订单编号. In the standard words of `headerName`. */
const heads = new Set([
  "编号",
  "时间",
  "名称",
  "金额",
  "数量",
  "单价",
  "类型",
  "类别",
  "状态",
  "地址",
  "电话",
  "备注",
  "客户",
  "产品",
  "销售员",
]);

const hasHan = /\p{Script=Han}/u;
const namesOfKinds = new Map<string, KindNames>();

/** How well a header names each field of a kind, 0–1; fields that it does not name are left out. */
export function headerFits(header: HeaderName, kind: Kind): ReadonlyMap<string, number> {
  const byKind = fitsOfHeaders.get(header) ?? new Map<string, ReadonlyMap<string, number>>();
  fitsOfHeaders.set(header, byKind);
  const fits = byKind.get(kind.name) ?? findFits(header, kind);
  byKind.set(kind.name, fits);
  return fits;
}

/** Every header is asked about every kind several times over. */
const fitsOfHeaders = new WeakMap<HeaderName, Map<string, ReadonlyMap<string, number>>>();

function findFits(header: HeaderName, kind: Kind): Map<string, number> {
  const { fields, nouns, ownId, documentId, ownName } = namesOf(kind);
  const fits = new Map<string, number>();
  const raise = (field: string, fit: number) => {
    if (fit > (fits.get(field) ?? 0.44)) fits.set(field, fit);
  };
  const variants = [{ name: header, weight: 1 }, ...withoutNouns(header, nouns)];
  const referring = variants.flatMap(withoutId);
  for (const { field, names } of fields) {
    for (const { name, weight } of kind.fields[field]?.type === "id"
      ? [...variants, ...referring]
      : variants) {
      raise(field, weight * Math.max(0, ...names.map((known) => known.weight * likeness(name, known))));
    }
  }
  for (const { name, weight } of variants) {
    // 发票代码 is not the invoice's number, so 代码 counts only where it stands alone.
    if (recordIds.has(name.squashed) && (weight === 1 || name.squashed !== "代码"))
      raise(ownId, 0.9 * weight);
    if (documentIds.has(name.squashed)) raise(documentId, 0.85 * weight);
    if (titles.has(name.squashed)) raise(ownName ?? ownId, (ownName ? 0.9 : 0.6) * weight);
  }
  return fits;
}

/** How alike two names are, 0–1. */
function likeness(a: HeaderName, b: HeaderName): number {
  if (a.squashed === "" || b.squashed === "") return 0;
  if (a.squashed === b.squashed) return 1;
  if (hasHan.test(a.squashed) !== hasHan.test(b.squashed)) return 0;
  return hasHan.test(a.squashed) ? hanLikeness(a.standard, b.standard) : wordLikeness(a.words, b.words);
}

function wordLikeness(a: readonly string[], b: readonly string[]): number {
  const rest = [...b];
  const both = a.filter((word) => {
    const at = rest.indexOf(word);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  }).length;
  const dice = (2 * both) / (a.length + b.length);
  if (dice === 1) return 0.93;
  // A single word in common, such as "date" or "id", names nothing.
  return both < 2 && Math.max(a.length, b.length) > 1 ? dice * 0.6 : dice * 0.88;
}

function hanLikeness(a: string, b: string): number {
  if (a === b) return 0.95;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 2 || heads.has(short)) return 0;
  // Chinese puts the head last: 销售合同编号 is a kind of 合同编号.
  if (long.endsWith(short)) return 0.55 + 0.4 * (short.length / long.length);
  const pairs = (text: string) => new Set([...text].slice(1).map((c, i) => `${text[i]}${c}`));
  const [p, q] = [pairs(a), pairs(b)];
  const both = [...p].filter((pair) => q.has(pair)).length;
  const sameHead = a.slice(-2) === b.slice(-2) ? 1 : 0.7;
  return ((2 * both) / (p.size + q.size)) * 0.8 * sameHead;
}

/** `Owner.id` is the id of what `Owner` names, 负责人工号 of the 负责人. */
function withoutId({
  name,
  weight,
}: {
  name: HeaderName;
  weight: number;
}): { name: HeaderName; weight: number }[] {
  const isHan = hasHan.test(name.squashed);
  const bare = isHan
    ? name.squashed.replace(/(编号|编码|(?<!发票)代码|工号|id)$/, "")
    : name.words.at(-1) === "id"
      ? name.words.slice(0, -1).join(" ")
      : "";
  if (bare.length < 2 || bare === name.squashed) return [];
  return [{ name: headerName(bare), weight: 0.97 * weight }];
}

function withoutNouns(
  header: HeaderName,
  nouns: readonly HeaderName[],
): { name: HeaderName; weight: number }[] {
  return nouns.flatMap((noun) => {
    if (hasHan.test(noun.squashed)) {
      const rest = header.squashed.startsWith(noun.squashed)
        ? header.squashed.slice(noun.squashed.length)
        : "";
      return rest.length > 1 ? [{ name: headerName(rest), weight: 0.96 }] : [];
    }
    const starts = noun.words.every((word, i) => header.words[i] === word);
    const rest = starts ? header.words.slice(noun.words.length).join(" ") : "";
    return rest === "" ? [] : [{ name: headerName(rest), weight: 0.96 }];
  });
}

function namesOf(kind: Kind): KindNames {
  const known = namesOfKinds.get(kind.name);
  if (known) return known;
  const names: KindNames = {
    fields: fieldsOf(kind).map(([field, declared]) => ({ field, names: fieldNames(field, declared) })),
    nouns: [kind.name, kind.title.zh, kind.title.en, ...kind.also]
      .map(headerName)
      .filter(({ squashed }) => squashed.length > 1)
      .sort((a, b) => b.squashed.length - a.squashed.length),
    ownId: Object.keys(kind.fields)[0] ?? "",
    documentId: kind.key[0] ?? "",
    ownName: "name" in kind.fields ? "name" : undefined,
  };
  namesOfKinds.set(kind.name, names);
  return names;
}

function fieldNames(field: string, { zh, en, also }: Field) {
  return [zh, en, field, ...also].map((name, i) => ({
    ...headerName(name),
    weight: i < 2 ? 1 : i < 3 ? 0.995 : 0.99,
  }));
}

/** In how many kinds a name is at home, as a weight 0–1: 签到时间 tells the kind, 状态 does not. */
export function tellingness(header: HeaderName): number {
  const homes = kinds.filter(
    (kind) => Math.max(0, ...headerFits(header, kind as Kind).values()) >= 0.7,
  ).length;
  return 1 - Math.log(Math.max(1, homes)) / Math.log(kinds.length + 1);
}

/** How well a file or sheet name tells a kind, 0–1. */
export function fileFit(fileName: string, kind: Kind): number {
  const name = squash(
    fileName.replace(/\.(csv|tsv|txt|xlsx|xlsm|xls|jsonl|ndjson|json|parquet|gz|zip)\b/gi, ""),
  );
  const bare = name.replace(/\d+$/g, "");
  if (bare === "") return 0;
  const found = [kind.name, kind.title.zh, kind.title.en, ...kind.also]
    .map(squash)
    .flatMap((word) => [word, /[a-z]$/.test(word) ? `${word}s` : word])
    .filter((word) => bare.includes(word));
  return Math.max(0, ...found.map((word) => word.length / bare.length));
}
