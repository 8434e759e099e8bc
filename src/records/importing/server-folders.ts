import { z } from "zod";
import { bilingual } from "./schemas.ts";
import type { RecordsSettings } from "./settings.ts";
import { listFiles } from "./upload-files.ts";

export const serverFoldersSchema = z.array(
  z.object({
    name: z.string(),
    files: z.array(z.object({ path: z.string(), bytes: z.number() })),
    /** Why nothing is listed. */
    problem: bilingual.optional(),
  }),
);

const filesListed = 2_000;

/** Their paths are the administrator's affair: people see names. */
export function serverFolders({ folders }: RecordsSettings): Promise<z.infer<typeof serverFoldersSchema>> {
  return Promise.all(
    folders.map(async ({ name, path }) => {
      try {
        const files = await listFiles(path, 4);
        return { name, files: files.filter((file) => !isHidden(file.path)).slice(0, filesListed) };
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? "?";
        return { name, files: [], problem: unreadable(code) };
      }
    }),
  );
}

const isHidden = (path: string) =>
  path.split("/").some((name) => name.startsWith(".") || name.startsWith("~$"));

const unreadable = (code: string) => ({
  zh: `这个文件夹无法读取（${code}），请联系管理员。`,
  en: `The folder cannot be read (${code}); ask the administrator.`,
});
