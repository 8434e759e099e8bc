import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { Refusal } from "../platform/index.ts";

/** Options and positionals of one command; an unknown option is refused by name. */
export function readArguments<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...options, lang: { type: "string" } },
      allowPositionals: true,
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message.split(/\. |\n/)[0] : String(error);
    throw new Refusal("invalid", {
      zh: `命令行参数无法识别：${detail}。运行 ./plumbline help 查看用法。`,
      en: `The command line was not understood: ${detail}. Run ./plumbline help for the usage.`,
    });
  }
}

/** A whole number of at least `least`. */
export function wholeNumber(option: string, value: string | undefined, fallback: number, least = 1): number {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new Refusal("invalid", {
    zh: `--${option} 应为不小于 ${least} 的整数，而不是“${value}”。`,
    en: `--${option} takes a whole number of at least ${least}, not “${value}”.`,
  });
}

export function calendarDay(option: string, value: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`));
  if (isDay && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value)) return value;
  throw new Refusal("invalid", {
    zh: `--${option} 应为 YYYY-MM-DD 形式的日期，而不是“${value}”。`,
    en: `--${option} takes a date as YYYY-MM-DD, not “${value}”.`,
  });
}
