import type { Bilingual } from "../../../platform/index.ts";

export const methodWords = {
  title: { zh: "方法", en: "Method" },
  intro: (tests: string, rate: string): Bilingual => ({
    zh: `共检验 ${tests} 个假设，错误发现率控制在 ${rate}（Benjamini–Hochberg）。以下逐项说明用了什么公式、出自何处、查不出什么。`,
    en: `${tests} hypotheses were tested, with the false discovery rate held at ${rate} (Benjamini–Hochberg). Each test is told below: its formula, its source, and what it cannot see.`,
  }),
  none: { zh: "没有检测项。", en: "There are no tests." },
  formula: { zh: "公式", en: "Formula" },
  source: { zh: "出处", en: "Source" },
  blindTo: { zh: "查不出的情形", en: "Blind to" },
  params: { zh: "参数", en: "Parameters" },
  state: {
    ran: (found: string, kept: string): Bilingual => ({
      zh: `已运行：触发 ${found} 次，列出 ${kept} 个`,
      en: `Ran: fired ${found} times, ${kept} listed`,
    }),
    "not-run": { zh: "未运行", en: "Not run" },
    failed: { zh: "运行失败", en: "Failed" },
  },
  tests: (n: string): Bilingual => ({ zh: `检验 ${n} 个假设`, en: `${n} hypotheses tested` }),
} as const;

export const dataWords = {
  title: { zh: "数据与映射", en: "Data and mapping" },
  files: { zh: "所读文件", en: "Files read" },
  noFiles: { zh: "没有读到文件。", en: "No file was read." },
  file: { zh: "文件", en: "File" },
  kind: { zh: "种类", en: "Kind" },
  form: { zh: "格式", en: "Format" },
  rows: { zh: "行数", en: "Rows" },
  refused: { zh: "拒收", en: "Refused" },
  mapping: { zh: "列的含义", en: "What the columns were taken for" },
  mappingNote: {
    zh: "把握不足 0.80 的列请人工确认；可用 --save-map 写出后修改，再用 --map 读入。",
    en: "Columns below 0.80 deserve a look by a person; write the mapping with --save-map, correct it, and give it back with --map.",
  },
  column: { zh: "来源列", en: "Column" },
  field: { zh: "含义", en: "Taken for" },
  confidence: { zh: "把握", en: "Confidence" },
  writtenAs: { zh: "写法", en: "Written as" },
  notes: { zh: "读取说明", en: "Notes on reading" },
} as const;

export const limitsWords = {
  title: { zh: "局限与复核", en: "Limits, and how to repeat this" },
  limits: [
    {
      zh: "疑点是问题，不是结论。每个疑点都可能有正当解释，须由人核实后才能作出判断；未经核实，任何人均应视为清白。",
      en: "A finding is a question, not a verdict. Each may have an innocent explanation, and only a person who has checked it can judge; until then everyone is presumed innocent.",
    },
    {
      zh: "依《个人信息保护法》第二十四条，不得仅凭本报告的自动化结果对个人作出有重大影响的决定；当事人有权要求说明，并有权拒绝仅由自动化作出的决定。处分、扣发、调岗等一律由人决定并说明理由。",
      en: "Under article 24 of China's Personal Information Protection Law no decision of weight for a person may rest on this automated result alone; the person may ask for an explanation and refuse such a decision. Sanctions, pay and transfers are decided by people, with reasons.",
    },
    {
      zh: "报告只反映所给文件的内容。文件之外的合同、口头约定、个人账户往来不在其中；各检测项查不出的情形见“方法”。",
      en: "The report knows only the files it was given. Contracts, promises and private accounts outside them are not in it; what each test cannot see stands under “Method”.",
    },
    {
      zh: "预计误报数只涵盖有 p 值的疑点，并以检验的假设成立为前提。",
      en: "The expected number of false alarms covers findings with a p-value only, and holds as far as the assumptions of the tests do.",
    },
    {
      zh: "报告含个人信息与商业秘密，应只交给因职责需要知悉的人。",
      en: "The report holds personal data and trade secrets; give it only to those whose duty requires it.",
    },
  ] satisfies Bilingual[],
  repeat: { zh: "如何得到同样的结果", en: "To get the same result again" },
  repeatNote: {
    zh: "同样的文件、同样的版本与命令得到逐字节相同的结果。核对文件的 SHA-256 后运行：",
    en: "The same files, version and command give the same result byte for byte. Check the SHA-256 of the files, then run:",
  },
  inputHash: { zh: "全部文件的 SHA-256", en: "SHA-256 over all files" },
  version: { zh: "版本", en: "Version" },
} as const;
