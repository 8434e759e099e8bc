import type { Bilingual } from "../platform/index.ts";

const reasons: Readonly<Record<string, Bilingual>> = {
  EEXIST: { zh: "同名文件已存在，且不是文件夹", en: "a file of that name is there already" },
  ENOENT: { zh: "所在文件夹不存在", en: "its folder does not exist" },
  ENOTDIR: { zh: "所在路径不是文件夹", en: "its path is no folder" },
  EISDIR: { zh: "这是一个文件夹", en: "it is a folder" },
  EACCES: { zh: "没有写入权限", en: "the permission is missing" },
  EPERM: { zh: "没有写入权限", en: "the permission is missing" },
  EROFS: { zh: "磁盘是只读的", en: "the disk is read-only" },
  ENOSPC: { zh: "磁盘空间不足", en: "the disk is full" },
};

/** `code` is that of the system, such as `ENOSPC`. */
export function cannotWrite(file: string, code: string): Bilingual {
  const { zh, en } = reasons[code] ?? { zh: code, en: code };
  return { zh: `无法写入 ${file}：${zh}。`, en: `${file} cannot be written: ${en}.` };
}
