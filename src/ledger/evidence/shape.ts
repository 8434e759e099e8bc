import type { Json } from "./canonical.ts";
import { EvidenceFault } from "./evidence-fault.ts";

/** A value of the file, and its path there. */
export interface Piece {
  readonly value: Json | undefined;
  readonly path: string;
}

/** The members of an object that has all of the required ones, and beside them only the optional. */
export function members<Required extends string, Optional extends string = never>(
  { value, path }: Piece,
  required: readonly Required[],
  optional: readonly Optional[] = [],
): Record<Required, Piece> & Partial<Record<Optional, Piece>> {
  const object = anyMembers({ value, path });
  const known = new Set<string>([...required, ...optional]);
  for (const name of object.keys()) if (!known.has(name)) throw misshapen(join(path, name), unknown);
  for (const name of required) if (!object.has(name)) throw misshapen(join(path, name), missing);
  return Object.fromEntries(object) as Record<Required, Piece> & Partial<Record<Optional, Piece>>;
}

/** The members of any object. */
export function anyMembers({ value, path }: Piece): Map<string, Piece> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw misshapen(path, noObject);
  return new Map(
    Object.entries(value).map(([name, member]) => [name, { value: member, path: join(path, name) }]),
  );
}

export function elements({ value, path }: Piece, most: number): Piece[] {
  if (!Array.isArray(value) || value.length > most) throw misshapen(path, noList(most));
  return value.map((element: Json, i) => ({ value: element, path: join(path, String(i)) }));
}

export function textOf({ value, path }: Piece, pattern = /^/, what = "text"): string {
  if (typeof value !== "string" || !pattern.test(value)) throw misshapen(path, noText(what));
  return value;
}

/** A whole number as its decimal text, without leading zeroes. */
export function countOf(piece: Piece): number {
  const value = Number(textOf(piece, /^(0|[1-9][0-9]{0,15})$/, "a whole number"));
  if (!Number.isSafeInteger(value)) throw misshapen(piece.path, noText("a whole number"));
  return value;
}

const join = (path: string, name: string) => (path === "" ? name : `${path}.${name}`);

export function misshapen(path: string, why: { readonly zh: string; readonly en: string }): EvidenceFault {
  return new EvidenceFault(
    "malformed",
    { part: path },
    {
      zh: `${path} 处的格式不符合 plumbline-evidence/1：${why.zh}。`,
      en: `${path} does not follow plumbline-evidence/1: ${why.en}.`,
    },
  );
}

const unknown = { zh: "不应有此项", en: "it has no place there" };
const missing = { zh: "缺少此项", en: "it is missing" };
const noObject = { zh: "应为一个对象", en: "an object is expected" };
const noList = (most: number) => ({
  zh: `应为不超过 ${most} 项的列表`,
  en: `a list of at most ${most} is expected`,
});
const noText = (what: string) => ({ zh: "应为规定格式的文本", en: `${what} is expected` });
