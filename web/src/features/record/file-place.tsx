import { useWords } from "../../ui/index.ts";
import type { VersionView } from "./model.ts";

const words = {
  zh: { at: (file: string, row: number) => `${file} 第 ${row} 行` },
  en: { at: (file: string, row: number) => `${file}, row ${row}` },
};

/** The file and row that a version was read from; the folders before the file only for those who ask. */
export function FilePlace({ version }: { readonly version: VersionView }) {
  const { at } = useWords(words);
  const { file, sourceRow } = version;
  if (file === undefined || sourceRow === undefined) return null;
  return <span title={file}>{at(file.slice(file.lastIndexOf("/") + 1), sourceRow)}</span>;
}
