import type { Bilingual } from "../../platform/index.ts";
import type { KindCount } from "./stage-rows.ts";

/** What came of an import, in one sentence. */
export function importSentence(counts: ReadonlyMap<string, KindCount>, refused: number): Bilingual {
  const sum = { observed: 0, added: 0, changed: 0, gone: 0, returned: 0 };
  for (const count of counts.values()) {
    sum.observed += count.observed;
    sum.added += count.added;
    sum.changed += count.changed;
    sum.gone += count.gone;
    sum.returned += count.returned;
  }
  const { observed, added, changed, gone, returned } = sum;
  const zhRefused = refused > 0 ? `另有 ${refused} 行被拒收。` : "";
  const enRefused = refused > 0 ? ` ${refused} rows were refused.` : "";
  if (added + changed + gone + returned === 0) {
    return {
      zh: `读到 ${observed} 行，与已有记录完全一致，没有任何变化。${zhRefused}`,
      en: `${observed} rows were read and all agree with what is known: nothing changed.${enRefused}`,
    };
  }
  const unchanged = observed - added - changed - returned;
  return {
    zh: `读到 ${observed} 行：新增 ${added} 条，变更 ${changed} 条，重新出现 ${returned} 条，消失 ${gone} 条，未变 ${unchanged} 条。${zhRefused}`,
    en: `${observed} rows were read: ${added} records are new, ${changed} changed, ${returned} came back, ${gone} are gone, ${unchanged} are unchanged.${enRefused}`,
  };
}

/** Rows that could not be read may be the very ones that seem absent: then nothing is marked as gone. */
export function withheldNotes(
  complete: boolean,
  { refusedTotal, unusable }: { readonly refusedTotal: number; readonly unusable: number },
): Bilingual[] {
  if (!complete) return [];
  return [
    ...(refusedTotal > 0 ? [withheldForRows(refusedTotal)] : []),
    ...(unusable > 0 ? [withheldForFiles(unusable)] : []),
  ];
}

function withheldForFiles(unusable: number): Bilingual {
  return {
    zh: `有 ${unusable} 个文件或工作表无法读取，无法断定缺少的记录是否真的消失，因此没有把任何记录标为消失。`,
    en: `${unusable} files or sheets could not be read, so what seems absent may be in them, and no record was marked as gone.`,
  };
}

function withheldForRows(refused: number): Bilingual {
  return {
    zh: `有 ${refused} 行被拒收，无法断定缺少的记录是否真的消失，因此没有把任何记录标为消失。请更正这些行后重新导入。`,
    en: `${refused} rows were refused, so what seems absent may be among them, and no record was marked as gone. Correct these rows and import again.`,
  };
}
