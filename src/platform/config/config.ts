import { dirname, join, relative, resolve, sep } from "node:path";
import { z } from "zod";
import type { Bilingual } from "../language.ts";
import { Refusal } from "../refusal.ts";
import { readConfigFile } from "./config-file.ts";
import { type Setting, settings } from "./settings.ts";

/** Parts of the YAML file that belong to a room, by the room's name: `{ people: z.object({ … }) }`. */
export type Sections = Readonly<Record<string, z.ZodType>>;

export interface Config<S extends Sections = Record<never, never>> {
  readonly port: number;
  readonly host: string;
  /** Absolute. Everything Plumbline stores, except keys. */
  readonly data: string;
  /** Absolute, never inside `data`: a restored backup must not bring old keys or an old checkpoint back. */
  readonly keys: string;
  /** Absent: the embedded PostgreSQL under `data`. */
  readonly databaseUrl: string | undefined;
  readonly sections: { readonly [name in keyof S]: z.infer<S[name]> };
}

/**
 * Settings from the environment, then from the file that PLUMBLINE_CONFIG names, then the defaults.
 * Every mistake is found before any is told: the refusal holds one sentence a mistake.
 */
export function readConfig<S extends Sections = Record<never, never>>(
  environment: Readonly<Record<string, string | undefined>>,
  sections?: S,
): Config<S> {
  const mistakes: Bilingual[] = [];
  const file = readConfigFile(environment.PLUMBLINE_CONFIG, mistakes);
  const get = <Value>(setting: Setting, fallback: Value) =>
    readSetting(setting, environment, file, mistakes) ?? fallback;

  const data = resolve(String(get(settings.data, "plumbline-data")));
  const keys = resolve(String(get(settings.keys, join(dirname(data), "plumbline-keys"))));
  if (isInside(keys, data)) mistakes.push(keysInsideData);
  const config = {
    port: Number(get(settings.port, 8080)),
    host: String(get(settings.host, "127.0.0.1")),
    data,
    keys,
    databaseUrl: get(settings.databaseUrl, undefined) as string | undefined,
    sections: readSections(sections ?? {}, file, mistakes),
  };
  findUnknownKeys(file, Object.keys(sections ?? {}), mistakes);
  if (mistakes.length > 0) throw new Refusal("invalid", mistakes);
  return config as Config<S>;
}

const keysInsideData: Bilingual = {
  zh: "PLUMBLINE_KEYS 不能位于 PLUMBLINE_DATA 之内：恢复备份时密钥不可被旧文件覆盖。",
  en: "PLUMBLINE_KEYS must not lie inside PLUMBLINE_DATA: restoring a backup would overwrite the keys.",
};

function isInside(folder: string, outer: string): boolean {
  const path = relative(outer, folder);
  return path === "" || !(path === ".." || path.startsWith(`..${sep}`) || resolve(path) === path);
}

/** An empty variable counts as unset: that is how compose files and unit files leave a setting out. */
function readSetting(
  setting: Setting,
  environment: Readonly<Record<string, string | undefined>>,
  file: Readonly<Record<string, unknown>>,
  mistakes: Bilingual[],
): string | number | undefined {
  const { variable, key, schema, expected, secret } = setting;
  const fromEnvironment = environment[variable] || undefined;
  const given = fromEnvironment ?? file[key];
  if (given === undefined || given === null) return undefined;
  // Only text and numbers are candidates: z.coerce would take `true` for a port.
  const candidate = typeof given === "string" || typeof given === "number" ? given : undefined;
  const parsed = schema.safeParse(typeof candidate === "string" ? candidate.trim() || undefined : candidate);
  if (parsed.success) return parsed.data;
  const name = fromEnvironment === undefined ? key : variable;
  const shown = JSON.stringify(given);
  mistakes.push({
    zh: `${name} 必须是 ${expected.zh}${secret ? "。" : `，现在是 ${shown}。`}`,
    en: `${name} must be ${expected.en}${secret ? "." : `, not ${shown}.`}`,
  });
  return undefined;
}

const inChinese = { error: z.locales.zhCN().localeError };
const inEnglish = { error: z.locales.en().localeError };

function readSections(sections: Sections, file: Readonly<Record<string, unknown>>, mistakes: Bilingual[]) {
  const read: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(sections)) {
    const given = file[name] ?? undefined;
    const parsed = schema.safeParse(given, inEnglish);
    if (parsed.success) {
      read[name] = parsed.data;
      continue;
    }
    const chinese = schema.safeParse(given, inChinese).error?.issues ?? [];
    parsed.error.issues.forEach((issue, i) => {
      const place = [name, ...issue.path.map(String)].join(".");
      mistakes.push({
        zh: `${place}：${chinese[i]?.message ?? issue.message}。`,
        en: `${place}: ${issue.message}.`,
      });
    });
  }
  return read;
}

function findUnknownKeys(
  file: Readonly<Record<string, unknown>>,
  sections: readonly string[],
  mistakes: Bilingual[],
): void {
  const known = [...Object.values(settings).map((setting) => setting.key), ...sections];
  for (const key of Object.keys(file)) {
    if (known.includes(key)) continue;
    mistakes.push({
      zh: `配置文件中的 ${JSON.stringify(key)} 不认识；可用的有：${known.join("、")}。`,
      en: `The configuration file has an unknown key ${JSON.stringify(key)}; known are: ${known.join(", ")}.`,
    });
  }
}
