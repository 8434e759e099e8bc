/** Keys whose values never reach a log, whatever they hold; compared without case, `_` and `-`. */
const secretKeys =
  /pass(word|phrase)?$|passwd|pwd$|secret|token|authorization|cookie|salt|credential|apikey|privatekey|sessionid|otp|pin$|e?mail|phone|mobile|telephone|^tel$|address|fullname|firstname|lastname|idcard|idnumber|bankaccount|iban|birth/;

/** Keys of people's and companies' words: a log says what happened, not what was written. */
const contentKeys =
  /^(body|payload|before|after|values?|parameters|bindings|query|detail|notes?|comment|reason)$/;

const removed = "[removed]";

/**
 * A line of the log as it may be written: values under secret keys removed, and whatever looks like an e-mail
 * address, telephone number, identity card, bank card or credential removed from every text.
 * An allow-list would be safer still, but log calls are written by many hands; this holds them all.
 */
export function redactLine(line: string): string {
  try {
    return `${JSON.stringify(redact(JSON.parse(line)))}\n`;
  } catch {
    return `${JSON.stringify({ msg: redactText(line) })}\n`;
  }
}

function redact(value: unknown): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "number") return isMobileNumber(value) ? removed : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(redact);
  const entries = Object.entries(value).map(([key, item]) => {
    const folded = key.toLowerCase().replace(/[_\-\s]/g, "");
    const hidden = secretKeys.test(folded) || contentKeys.test(folded);
    return [redactText(key), hidden ? removed : redact(item)];
  });
  return Object.fromEntries(entries);
}

const patterns: readonly RegExp[] = [
  // scheme://user:password@host
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s/@]*@/gi,
  // e-mail, Unicode local parts and full-width ＠ included
  /[\p{L}\p{N}._%+-]+[@＠][\p{L}\p{N}-]+(?:[.．。][\p{L}\p{N}-]+)*/gu,
  // Bearer and Basic credentials, JSON web tokens
  /\b(?:bearer|basic)\s+[a-z0-9+/=._~-]{8,}/gi,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  // password=…, 密码：…
  /(?:pass(?:word|phrase|wd)?|pwd|secret|token|口令|密码|密钥)["']?\s*[=:：]\s*["']?[^\s"',;}]+/giu,
  // identity card of the People's Republic (GB 11643), bank cards, telephone numbers with or without separators
  /(?<![\w.-])\+?\d(?:[\d\s().-]{5,28})[\dXx](?![\w-])/g,
  /[０-９]{7,}/g,
];

// A time, a UUID, an address of the Internet Protocol and a hash hold long digits and are no telephone.
const harmless =
  /\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b/gi;

function redactText(text: string): string {
  const kept: string[] = [];
  let masked = text.replace(harmless, (found) => `\u0001${kept.push(found) - 1}\u0002`);
  for (const pattern of patterns) masked = masked.replace(pattern, removed);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the two marks are our own
  return masked.replace(/\u0001(\d+)\u0002/g, (_, index) => kept[Number(index)] ?? "");
}

/** Eleven digits beginning with 13–19 are a mobile number of mainland China; epoch milliseconds have thirteen. */
function isMobileNumber(value: number): boolean {
  return /^1[3-9]\d{9}$/.test(String(value));
}
