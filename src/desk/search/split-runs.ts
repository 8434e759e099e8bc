/** A stretch of text of one manner: Chinese characters without a space, or a word or code of letters and digits. */
export interface Run {
  readonly isHan: boolean;
  readonly text: string;
}

const word = String.raw`(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+`;
// Between its parts a code may have signs: SO-2026/0001, A.100_2.
const runs = new RegExp(String.raw`\p{Script=Han}+|${word}(?:[-_./#+:]${word})*`, "gu");

/** Small letters, half-width digits and letters, composed characters: what looks the same is the same. */
function normalise(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

export function splitRuns(text: string): Run[] {
  return (normalise(text).match(runs) ?? []).map((found) => ({
    isHan: /^\p{Script=Han}/u.test(found),
    text: found,
  }));
}
