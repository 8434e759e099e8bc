import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { type Bilingual, Refusal } from "../platform/index.ts";

/** Options and positionals of one command; an unknown option is refused by name, and so is what is too many. */
export function readArguments<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  mostPositionals = Number.POSITIVE_INFINITY,
) {
  const read = parsed(args, options);
  const surplus = read.positionals[mostPositionals];
  if (surplus === undefined) return read;
  throw new Refusal("invalid", {
    zh: `多出的参数“${surplus}”无法识别；${usage.zh}`,
    en: `“${surplus}” is one argument too many; ${usage.en}`,
  });
}

function parsed<const Options extends ParseArgsOptionsConfig>(args: readonly string[], options: Options) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...options, lang: { type: "string" } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new Refusal("invalid", argumentProblem(error));
  }
}

const usage = { zh: "用法见 ./plumbline help。", en: "./plumbline help shows the usage." };

/** Node's own words are English and speak to programmers. */
function argumentProblem(error: unknown): Bilingual {
  const { code = "", message = String(error) } = error as NodeJS.ErrnoException;
  const [, name = ""] = /'(?:-\w, )?(-[^' ]*)/.exec(message) ?? [];
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
    return {
      zh: `没有选项 ${name}；${usage.zh}若它是文件名的开头，请在前面加上 ./ 。`,
      en: `There is no option ${name}; ${usage.en} If it begins the name of a file, put ./ before it.`,
    };
  }
  if (message.includes("does not take")) {
    return {
      zh: `选项 ${name} 不带取值；${usage.zh}`,
      en: `The option ${name} takes no value; ${usage.en}`,
    };
  }
  return {
    zh: `选项 ${name} 后面缺少取值；${usage.zh}`,
    en: `The option ${name} lacks its value; ${usage.en}`,
  };
}

/** A whole number from `least` to `most`. */
export function wholeNumber(
  option: string,
  value: string | undefined,
  fallback: number,
  { least = 1, most = Number.MAX_SAFE_INTEGER } = {},
): number {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least && number <= most) return number;
  const to =
    most === Number.MAX_SAFE_INTEGER
      ? { zh: "", en: "" }
      : { zh: `、不大于 ${most} `, en: ` and at most ${most}` };
  throw new Refusal("invalid", {
    zh: `${option} 应为不小于 ${least}${to.zh || " "}的整数，而不是“${value}”。`,
    en: `${option} takes a whole number of at least ${least}${to.en}, not “${value}”.`,
  });
}

export function calendarDay(option: string, value: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`));
  if (isDay && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value)) return value;
  throw new Refusal("invalid", {
    zh: `${option} 应为 YYYY-MM-DD 形式的日期，而不是“${value}”。`,
    en: `${option} takes a date as YYYY-MM-DD, not “${value}”.`,
  });
}
