import { readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import type { Bilingual } from "../language.ts";

/** The YAML file as an object; empty where none is named, or where it cannot be read (told in `mistakes`). */
export function readConfigFile(
  path: string | undefined,
  mistakes: Bilingual[],
): Readonly<Record<string, unknown>> {
  if (!path) return {};
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    mistakes.push({
      zh: `无法读取 PLUMBLINE_CONFIG 指定的文件 ${path}（${reason}）。`,
      en: `The file that PLUMBLINE_CONFIG names cannot be read: ${path} (${reason}).`,
    });
    return {};
  }
  const document = parseDocument(text, { prettyErrors: true });
  const [error] = document.errors;
  if (error) {
    const [at] = error.linePos ?? [];
    mistakes.push({
      zh: `${path} 第 ${at?.line ?? 1} 行第 ${at?.col ?? 1} 列不是有效的 YAML。`,
      en: `${path} is not valid YAML at line ${at?.line ?? 1}, column ${at?.col ?? 1}.`,
    });
    return {};
  }
  const content: unknown = document.toJS() ?? {};
  if (typeof content === "object" && content !== null && !Array.isArray(content)) {
    return content as Record<string, unknown>;
  }
  mistakes.push({
    zh: `${path} 必须由“键: 值”各行组成。`,
    en: `${path} must consist of "key: value" lines.`,
  });
  return {};
}
