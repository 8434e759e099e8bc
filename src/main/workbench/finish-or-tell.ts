import type { IntegrityFault } from "../../ledger/index.ts";
import type { Bilingual } from "../../platform/index.ts";

/**
 * A check of the house that trips over what it reads has found something: this house does not write what its own checks
 * cannot read. Whatever else fails (the database is gone, somebody cancelled) fails the check, which is tried again.
 */
export async function finishOrTell<Result extends { readonly faults: readonly IntegrityFault[] }>(
  { place, words, empty }: { readonly place: string; readonly words: Bilingual; readonly empty: Result },
  check: () => Promise<Result>,
): Promise<Result> {
  try {
    return await check();
  } catch (error) {
    if (!isOfTheData(error)) throw error;
    const name = error instanceof Error ? error.name : "Error";
    const sentence = {
      zh: `${words.zh}时无法读完：某处内容已不是系统会写入的样子（${name}），须由管理员逐表查明。`,
      en: `It could not be finished (${words.en}): something there is not as this house writes it (${name}); the tables are to be looked at one by one.`,
    };
    return { ...empty, faults: [{ place, sentence }] };
  }
}

/** SQLSTATE class 22: data exceptions. */
function isOfTheData(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError) return true;
  return /^22/.test(String((error as { code?: unknown } | undefined)?.code ?? ""));
}
