import { Refusal } from "../../platform/index.ts";

/** Bytes of one name on the disks that people use. */
const longestName = 200;
const deepest = 12;

/**
 * A relative path as a person named it, in a form that can only lie below the folder it is joined to: no `..`, no
 * absolute start, no separators or control characters in names. Folders are kept, for they tell files apart.
 */
export function safePath(given: string): string {
  const names = given
    .normalize("NFC")
    .split(/[/\\]+/)
    .map(safeName)
    .filter((name) => name !== "");
  if (names.length === 0 || names.length > deepest) throw unusableName(given);
  return names.join("/");
}

function safeName(given: string): string {
  const plain = given
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, "")
    .replace(/[<>:"|?*]/g, "_")
    .replace(/^[\s.]+|[\s.]+$/gu, "");
  return Buffer.byteLength(plain) <= longestName ? plain : cut(plain);
}

/** The ending stays, for it says what the file is. */
function cut(name: string): string {
  const ending = /\.[^.]{1,12}$/.exec(name)?.[0] ?? "";
  const stem = [...name.slice(0, name.length - ending.length)];
  while (Buffer.byteLength(stem.join("") + ending) > longestName && stem.length > 0) stem.pop();
  return stem.join("") + ending;
}

function unusableName(given: string): Refusal {
  const shown = [...given].slice(0, 100).join("");
  return new Refusal("invalid", {
    zh: `文件名“${shown}”无法使用；请改名后再上传。`,
    en: `The file name “${shown}” cannot be used; rename the file and send it again.`,
  });
}
