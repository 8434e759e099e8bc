// RFC 8785 (JSON Canonicalization Scheme) without numbers: everything that is sealed writes them as text. One value has
// one spelling, so that what parses formats to the same bytes again and no byte can be changed unnoticed.
import { encodeUtf8 } from "../encoding/text.ts";
import { LedgerError } from "../ledger-error.ts";
import { EvidenceFault } from "./evidence-fault.ts";

export type Json = string | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Deeper than anything that is sealed: a file that nests on and on must not exhaust the stack. */
const deepest = 32;

export function formatCanonical(value: Json): string {
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new LedgerError("malformed", "A text holds half a surrogate pair.");
    return JSON.stringify(value);
  }
  if (value === null || typeof value === "boolean") return String(value);
  if (isList(value)) return `[${value.map(formatCanonical).join(",")}]`;
  if (typeof value !== "object") throw new LedgerError("malformed", "A number stands where only text may.");
  // §3.2.3: keys in the order of their UTF-16 code units, which is the order of sort().
  const members = Object.keys(value)
    .sort()
    .map((key) => `${formatCanonical(key)}:${formatCanonical(value[key] ?? null)}`);
  return `{${members.join(",")}}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Refuses what is not canonical, with the first byte that is not as it should be. */
export function parseCanonical(text: string, part: string): Json {
  const tooDeep = nestsBeyond(text);
  if (tooDeep >= 0) throw wrong(part, text, tooDeep, nests);
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong(part, text, undefined, noJson);
  }
  let spelled: string;
  try {
    spelled = formatCanonical(value);
  } catch {
    throw wrong(part, text, undefined, noJson);
  }
  if (spelled !== text) throw wrong(part, text, firstDifference(spelled, text), notCanonical);
  return value;
}

interface Sentence {
  readonly zh: string;
  readonly en: string;
}

const noJson = { zh: "不是规范 JSON（不含数字）", en: "is not JSON, or holds a number or half a character" };
const notCanonical = {
  zh: "不是规范写法（RFC 8785），内容被改动或重新排版过",
  en: "is not in canonical form (RFC 8785): it was changed or laid out anew",
};
const nests = { zh: "嵌套过深", en: "nests too deeply" };

function wrong(part: string, text: string, index: number | undefined, why: Sentence): EvidenceFault {
  const byte = index === undefined ? undefined : encodeUtf8(text.slice(0, index).toWellFormed()).length;
  return new EvidenceFault(
    "malformed",
    { part, ...(byte === undefined ? {} : { byte }) },
    {
      zh: `${part} ${why.zh}。`,
      en: `${part} ${why.en}.`,
    },
  );
}

function firstDifference(a: string, b: string): number {
  let i = 0;
  while (i < a.length && i < b.length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  return i;
}

/** Where brackets open beyond the depth allowed; -1 where they do not. */
function nestsBeyond(text: string): number {
  let depth = 0;
  let isText = false;
  for (let i = 0; i < text.length; i++) {
    const mark = text.charCodeAt(i);
    if (isText) {
      if (mark === backslash) i++;
      else if (mark === quote) isText = false;
    } else if (mark === quote) isText = true;
    else if (mark === openBrace || mark === openBracket) {
      if (++depth > deepest) return i;
    } else if (mark === openBrace + 2 || mark === openBracket + 2) depth--;
  }
  return -1;
}

const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const openBrace = 0x7b;
