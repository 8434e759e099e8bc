export type Language = "zh" | "en";

export interface Words {
  readonly zh: string;
  readonly en: string;
}

export const words = {
  title: { zh: "证据核验", en: "Evidence check" },
  brand: { zh: "准绳 Plumbline", en: "Plumbline 准绳" },
  other: { zh: "English", en: "中文" },
  notice: {
    zh: "本页随证据包提供，不能为自己作证，只供初步查看；它不联网，数据不离开这台电脑。正式核验请从别处取得核验程序（准绳的发行处，或任何支持 C2SP tlog-proof 与 plumbline-evidence/1 的程序）。",
    en: "This page came with the evidence and cannot vouch for itself: it is for a first look. It uses no network, and nothing leaves this computer. For a formal examination get the verifier elsewhere: from where Plumbline is published, or any program that knows C2SP tlog-proof and plumbline-evidence/1.",
  },
  first: { zh: "1. 放入 evidence.json", en: "1. Drop evidence.json" },
  drop: { zh: "把 evidence.json 拖到这里，或点此选择", en: "Drop evidence.json here, or click to choose it" },
  second: {
    zh: "2. 输入从别处取得的密钥或指纹",
    en: "2. Enter the key or fingerprint that you got elsewhere",
  },
  keyHelp: {
    zh: "向出具方的审计部门书面索取，或向见证方、外部审计索取。可粘贴验证密钥（名称+编号+密钥）、它的指纹（64 位十六进制），或含见证方的信任文件全文。不要从本证据包中抄取。",
    en: "Ask the audit department of whoever issued this, in writing, or a witness or an outside auditor. Paste the verifier key (name+number+key), its fingerprint (64 hexadecimal digits), or a whole trust file that names witnesses. Do not copy it out of this package.",
  },
  check: { zh: "核验", en: "Check" },
  noFile: { zh: "请先放入 evidence.json。", en: "Drop evidence.json first." },
  noKey: {
    zh: "请输入从别处取得的密钥或指纹：没有它，任何人都可以做出一份看似有效的证据。",
    en: "Enter the key or fingerprint that you got elsewhere: without it anybody could make evidence that looks valid.",
  },
  otherKey: {
    zh: "指纹与证据所附的密钥不符：证据不是由您所信任的账本出具的，或指纹有误。",
    en: "The fingerprint is not that of the key in the evidence: it is not of the log that you trust, or the fingerprint is mistyped.",
  },
  badKey: { zh: "输入的密钥或信任文件无法识别：", en: "The key or trust file cannot be read: " },
  holds: {
    zh: "证据成立：披露的内容与封存时一致。",
    en: "The evidence holds: what is disclosed is what was sealed.",
  },
  fails: { zh: "证据不成立。", en: "The evidence does not hold." },
  meaning: {
    zh: "这说明内容自封存之时起未变，不说明内容本身真实。",
    en: "This shows that the contents are unchanged since they were sealed, not that they are true.",
  },
  where: { zh: "位置：", en: "At: " },
  byte: (n: number) => ({ zh: `第 ${n} 字节`, en: `byte ${n}` }),
  item: (n: number) => ({ zh: `第 ${n} 项`, en: `item ${n}` }),
  sealedBy: { zh: "封存条目", en: "Sealed by entry" },
  logTime: { zh: "账本自述的时间", en: "Time by the log's own word" },
  actor: { zh: "操作者", en: "Actor" },
  witnessedAt: { zh: "见证方最迟看到的时间", en: "Seen by a witness at" },
  nobody: { zh: "没有信任文件所列的见证方", en: "no witness of a trust file" },
  withheld: { zh: "未披露", en: "Not disclosed" },
  erased: { zh: "已删除", en: "Erased" },
  own: { zh: "单独封存", en: "sealed apart" },
  packaging: { zh: "提取说明", en: "Extraction" },
  packagedAt: { zh: "提取时间", en: "Extracted at" },
  operator: { zh: "提取人（日志中的标识）", en: "Operator (as in the log)" },
  software: { zh: "软件", en: "Software" },
  none: {
    zh: "本文件是供查看的证明，没有提取说明。",
    en: "This file is a proof for a look and states nothing about its extraction.",
  },
  checkpoints: { zh: "检查点", en: "Checkpoints" },
  size: { zh: "条目数", en: "Entries" },
  root: { zh: "根", en: "Root" },
  witnesses: { zh: "见证方联署", en: "Cosigned by" },
  stamps: {
    zh: "时间戳（本页不核验，请用 --authority）",
    en: "Time stamps (not checked here: use --authority)",
  },
  anchors: { zh: "链上存证（本页不核验，请用 --rpc）", en: "Anchors (not checked here: use --rpc)" },
  fingerprint: { zh: "所用密钥的指纹", en: "Fingerprint of the key used" },
} as const satisfies Readonly<Record<string, Words | ((n: number) => Words)>>;
