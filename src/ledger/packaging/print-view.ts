import type { Bilingual, Language } from "../../platform/index.ts";
import type { Json } from "../evidence/canonical.ts";
import { type Description, describeItem } from "../evidence/describe-item.ts";
import { shownText } from "../evidence/shown-text.ts";
import type { ProvedItem, ProvedPackaging, VerifiedEvidence } from "../evidence/verified.ts";
import { cosignatureTime } from "../note/cosignature.ts";
import { type NoteSignature, parseNote } from "../note/note.ts";
import { packageWords as words } from "./words.ts";

interface Row {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly mono: boolean;
}

interface Part {
  readonly title: string;
  readonly note: string;
  readonly facts: readonly Row[];
  readonly sentences: readonly string[];
}

export interface PrintInput {
  readonly evidence: VerifiedEvidence;
  readonly packaging: ProvedPackaging;
  /** SHA-256 of evidence.json, hex. */
  readonly sha256: string;
  readonly language: Language;
}

/** The evidence in one language as plain data for `evidence.typ`. It is made of evidence.json and of nothing else. */
export function printView(input: PrintInput) {
  const { packaging, sha256, language } = input;
  const say = sayIn(language);
  const { statement, about, entry } = packaging;
  const row = rowIn(say);
  return {
    lang: language,
    brand: say(words.brand),
    title: say(words.title),
    keywords: [`evidence.json sha256:${sha256}`],
    about: say(aboutWords(about.kind, about.id)),
    footer: `evidence.json SHA-256 ${sha256}`,
    cover: [
      row({ zh: "提取时间", en: "Extracted at" }, momentOf(statement.packagedAt)),
      row({ zh: "提取人（日志中的标识）", en: "Operator (as in the log)" }, statement.operator),
      row({ zh: "软件", en: "Software" }, statement.software),
      row({ zh: "封存本次提取的事件", en: "Event that seals it" }, eventOf(entry.index, entry.type)),
      row({ zh: "披露内容的摘要", en: "Digest of the contents" }, entry.seals.content ?? "", true),
      row({ zh: "evidence.json 的 SHA-256", en: "SHA-256 of evidence.json" }, sha256, true),
    ],
    meaning: words.meaning.map(say),
    sections: sectionsOf(input, say),
  };
}

function sectionsOf({ evidence, packaging }: PrintInput, say: Say) {
  const section = (title: Bilingual, more: Partial<ReturnType<typeof emptySection>>) => ({
    ...emptySection(),
    title: say(title),
    ...more,
  });
  return [
    section(words.items, { parts: evidence.items.map((item, i) => itemPart(item, i, packaging, say)) }),
    section(words.sealing, { intro: [say(words.sealingIntro)], parts: sealingParts(evidence, say) }),
    section(words.environment, {
      intro: words.environmentIntro.map(say),
      parts: sourceParts(packaging, say),
    }),
    section(words.completeness, { intro: words.completenessIntro.map(say), facts: counts(evidence, say) }),
    section(words.law, { steps: words.lawItems.map(say) }),
    section(words.verify, { steps: words.steps.map(say) }),
  ];
}

const emptySection = () => ({
  title: "",
  intro: [] as string[],
  facts: [] as Row[],
  parts: [] as Part[],
  steps: [] as string[],
});

function itemPart(item: ProvedItem, i: number, { labels }: ProvedPackaging, say: Say): Part {
  const described: Description = describeItem(item, labels);
  const { entry } = item;
  const list = (names: readonly Bilingual[], title: Bilingual) =>
    names.length === 0 ? [] : [`${say(title)}${names.map(say).join(say({ zh: "、", en: ", " }))}`];
  return {
    title: `${i + 1}  ${say(described.title)}  ${described.key}`,
    note: say({
      zh: `由日志第 ${entry.index} 条（${entry.type}）封存；该条记载的时间 ${momentOf(entry.time)}，操作者 ${entry.actor}。`,
      en: `Sealed by entry ${entry.index} of the log (${entry.type}), which says ${momentOf(entry.time)} and names ${entry.actor}.`,
    }),
    facts: described.facts.map(({ label, name, value }) => ({
      label: say(label),
      name: breakable(name),
      value: breakable(value),
      mono: /^[0-9a-f]{40,}$/.test(value),
    })),
    sentences: [
      ...list(described.withheld, { zh: "未披露：", en: "Not disclosed: " }),
      ...list(described.erased, { zh: "已删除：", en: "Erased: " }),
    ],
  };
}

function sealingParts({ checkpoints, items }: VerifiedEvidence, say: Say): Part[] {
  const row = rowIn(say);
  return checkpoints.map(({ origin, size, root, note, stamps, anchors }, i) => ({
    title: say({ zh: `检查点 ${i + 1}：${origin}`, en: `Checkpoint ${i + 1}: ${origin}` }),
    note: "",
    facts: [
      row({ zh: "日志条数", en: "Entries" }, String(size)),
      row({ zh: "根", en: "Root" }, Buffer.from(root).toString("hex"), true),
      ...parseNote(note).signatures.map((line) =>
        row(
          isCosignature(line) ? { zh: "见证方联署", en: "Cosigned by" } : { zh: "签署", en: "Signed by" },
          signatureOf(line),
        ),
      ),
      row({ zh: "所证明的事项", en: "Items proved under it" }, itemsUnder(items, i)),
      row({ zh: "可信时间戳", en: "Time stamps" }, String(stamps.length)),
      ...anchors.flatMap((anchor) =>
        Object.entries(anchor).map(([name, value]) =>
          row({ zh: `链上存证 ${name}`, en: `Anchor: ${name}` }, value, true),
        ),
      ),
    ],
    sentences: [],
  }));
}

const itemsUnder = (items: readonly ProvedItem[], checkpoint: number) =>
  items.flatMap(({ entry }, i) => (entry.checkpoints.includes(checkpoint) ? [i + 1] : [])).join(", ");

const cosignatureBytes = 72;
const isCosignature = ({ signature }: NoteSignature) => signature.length === cosignatureBytes;

function signatureOf(line: NoteSignature): string {
  if (!isCosignature(line)) return line.name;
  return `${line.name}  ${momentOf(new Date(cosignatureTime(line.signature) * 1_000).toISOString())}`;
}

function sourceParts({ statement }: ProvedPackaging, say: Say): Part[] {
  return statement.sources.map((source) => ({
    title: say({
      zh: `记录 ${source.record ?? ""} 第 ${source.version ?? ""} 版的来源`,
      en: `Where version ${source.version ?? ""} of record ${source.record ?? ""} came from`,
    }),
    note: "",
    facts: Object.entries(source).flatMap(([name, value]) => {
      const label = sourceLabels[name];
      return label && typeof value === "string"
        ? [rowIn(say)(label, sourceValue(name, value, say), name === "sha256")]
        : [];
    }),
    sentences: [],
  }));
}

function sourceValue(name: string, value: string, say: Say): string {
  if (name === "observedAt") return momentOf(value);
  if (name === "origin") {
    return say(
      value === "form"
        ? { zh: "人工录入", en: "entered by hand" }
        : { zh: "文件导入", en: "imported from a file" },
    );
  }
  return value;
}

const sourceLabels: Readonly<Record<string, Bilingual>> = {
  source: { zh: "数据来源", en: "Source" },
  origin: { zh: "方式", en: "By" },
  file: { zh: "文件", en: "File" },
  sha256: { zh: "文件的 SHA-256", en: "SHA-256 of the file" },
  row: { zh: "行号", en: "Row" },
  observedAt: { zh: "采集时间", en: "Observed at" },
  operator: { zh: "采集操作者", en: "Operator" },
  batch: { zh: "批次", en: "Batch" },
};

function counts({ items }: VerifiedEvidence, say: Say): Row[] {
  const row = rowIn(say);
  const total = (of: (item: ProvedItem) => number) => String(items.reduce((sum, item) => sum + of(item), 0));
  return [
    row({ zh: "出示的事项", en: "Items" }, String(items.length)),
    row(
      { zh: "未披露的字段", en: "Fields not disclosed" },
      total(({ withheld }) => withheld.length),
    ),
    row(
      { zh: "已删除的字段", en: "Fields erased" },
      total(({ erased }) => erased.length),
    ),
  ];
}

function aboutWords(kind: string, id: string): Bilingual {
  const known: Readonly<Record<string, Bilingual>> = {
    record: { zh: "记录", en: "Record" },
    alert: { zh: "疑点", en: "Alert" },
    case: { zh: "案件", en: "Case" },
  };
  const { zh, en } = known[kind] ?? { zh: kind, en: kind };
  return { zh: `${zh} ${id}`, en: `${en} ${id}` };
}

const eventOf = (index: number, type: string) => `${index} (${type})`;

/** In universal time, as in the log. */
const momentOf = (iso: string) => `${iso.slice(0, 19).replace("T", " ")} UTC`;

type Say = (text: Bilingual | string | Json) => string;

const sayIn =
  (language: Language): Say =>
  (text) =>
    breakable(typeof text === "string" ? text : ((text as Bilingual)[language] ?? ""));

const rowIn =
  (say: Say) =>
  (label: Bilingual, value: string, mono = false): Row => ({
    label: say(label),
    name: "",
    value: breakable(value),
    mono,
  });

const zeroWidthSpace = "\u200b";

/** Hidden marks shown, and places to break in runs that no line would hold. */
function breakable(text: string): string {
  return shownText(text).replace(/[!-~]{21,}/g, (run) =>
    run.replace(/(.{1,20}[-/_.,:;@|=&?]|.{20})(?=.)/g, `$1${zeroWidthSpace}`),
  );
}
