import { z } from "zod";

const megabytes = (most: number) => z.int().min(1).max(1_000_000).default(most);

/** A folder on the server from which files may be imported without being sent. */
const folder = z.strictObject({
  /** What people see. */
  name: z.string().trim().min(1).max(60),
  path: z.string().startsWith("/", { error: "必须是绝对路径 / must be an absolute path" }),
});

/** The part `records:` of the configuration file. */
export const recordsSettings = z
  .strictObject({
    folders: z.array(folder).max(50).default([]),
    uploads: z
      .strictObject({
        maxFileMegabytes: megabytes(2_048),
        maxTotalMegabytes: megabytes(8_192),
        maxFiles: z.int().min(1).max(10_000).default(500),
        /** Days after which the files of an upload that nobody works with are removed. */
        keepDays: z.int().min(1).max(3_650).default(7),
      })
      .transform(({ maxFileMegabytes, maxTotalMegabytes, ...rest }) => ({
        ...rest,
        maxFileBytes: maxFileMegabytes * 2 ** 20,
        maxTotalBytes: maxTotalMegabytes * 2 ** 20,
      }))
      .prefault({}),
  })
  .refine(({ folders }) => new Set(folders.map(({ name }) => name)).size === folders.length, {
    path: ["folders"],
    error: "name: 重复 / used twice",
  })
  .prefault({});

export type RecordsSettings = z.infer<typeof recordsSettings>;
