import { canonicalJson } from "../../src/platform/index.ts";

const digest = (letter: string) => letter.repeat(64);
const [beforeIndex = "", afterIndex = ""] = canonicalJson({
  form: "entry/1",
  id: "01997e5c-0000-7000-8000-000000000000",
  index: "?",
  time: new Date(0),
  type: "alert.decided",
  actor: "person:01997e5c-0000-7000-8000-000000000001",
  subject: "alert:1234567",
  before: digest("b"),
  after: digest("a"),
}).split("?");

/** Entries as a decision on an alert leaves them. */
export function entriesFrom(first: number, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => Buffer.from(`${beforeIndex}${first + i}${afterIndex}`));
}

/** The same in SQL, of the index `i`. */
export const entrySql = `'${beforeIndex}' || i || '${afterIndex}'`;
