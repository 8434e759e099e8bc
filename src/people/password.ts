import { hashPassword } from "better-auth/crypto";
import { type Bilingual, Refusal } from "../platform/index.ts";
import { commonPasswords } from "./common-passwords.ts";

const shortest = 12; // characters, NIST SP 800-63B asks for 8 to 15
const longest = 128;

/** A password as better-auth stores it (scrypt). Slow on purpose: call it before `commit`, not inside. */
export async function makePassword(password: string, whose: Whose): Promise<string> {
  const problems = passwordProblems(password, whose);
  if (problems.length > 0) throw new Refusal("invalid", problems);
  return hashPassword(password);
}

export interface Whose {
  readonly name: string;
  readonly email: string;
}

/** Why a password is not taken; empty where it is. */
export function passwordProblems(password: string, { name, email }: Whose): Bilingual[] {
  const length = [...password].length;
  if (length < shortest || length > longest) return [wrongLength];
  const plain = bare(password);
  const problems: Bilingual[] = [];
  if (isCommon(plain)) problems.push(tooCommon);
  const names = [name, ...name.split(/\s+/), email.split("@")[0] ?? ""].map(bare);
  if (names.some((one) => isTelling(one) && plain.includes(one))) problems.push(holdsName);
  return problems;
}

/** Two letters stand in many words; two Chinese characters are a name. */
function isTelling(name: string): boolean {
  const length = [...name].length;
  return length >= 3 || (length === 2 && /\p{Script=Han}/u.test(name));
}

/** As a guesser sees it: without case, spaces and the look of punctuation. */
function bare(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s._-]/g, "");
}

/** One of the list with figures or signs behind it is the first thing that is tried, and so are figures alone. */
function isCommon(plain: string): boolean {
  const stem = stemOf(plain);
  const isStemKnown = [...stem].length < 4 || commonStems.has(stem);
  return isStemKnown || commonPasswords.has(plain) || new Set(plain).size < 5 || isRun(plain);
}

const stemOf = (plain: string) => plain.replace(/[\d!@#$%^&*?~]+$/, "");
const commonStems: ReadonlySet<string> = new Set([...commonPasswords].map(stemOf));

/** 123456789012, abcdefghijkl and their like: every step between neighbours is the same. */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((character, i) => {
    const step = (character.codePointAt(0) ?? 0) - (text.codePointAt(i) ?? 0);
    return step === -9 ? 1 : step; // 9 is followed by 0
  });
  return new Set(steps).size === 1;
}

const wrongLength: Bilingual = {
  zh: `密码须为 ${shortest} 到 ${longest} 个字符。`,
  en: `A password has ${shortest} to ${longest} characters.`,
};
const tooCommon: Bilingual = {
  zh: "这个密码太常见，容易被猜到。",
  en: "This password is among the common ones that are guessed first.",
};
const holdsName: Bilingual = {
  zh: "密码不能包含您的姓名或邮箱名。",
  en: "A password must not contain your name or the name in your e-mail address.",
};
