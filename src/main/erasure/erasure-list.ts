import { existsSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Database } from "../../platform/index.ts";
import { parsedOrNothing, Refusal, sql } from "../../platform/index.ts";
import { erasureChoice } from "../../records/index.ts";

/** One act, as it stands in the list: ids and names of fields, no value. */
const listedErasure = z.object({
  form: z.literal("erasure/1"),
  id: z.guid(),
  cause: z.enum(["person", "retention"]),
  at: z.coerce.date(),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  choice: erasureChoice,
});
export type ListedErasure = z.infer<typeof listedErasure>;

/** Below the folder of keys, which no backup holds and no restore brings back, and beside the backups. */
const listFolder = (folder: string): string => join(folder, "erasures");

/** Writes down what was erased and stands in no list yet, in every folder that is given, durably. */
export async function listErasures(
  database: Pick<Database, "writer">,
  folders: readonly string[],
): Promise<void> {
  const { rows } = await sql<{
    id: string;
    cause: "person" | "retention";
    at: Date;
    root: string;
    choice: unknown;
  }>`
    SELECT id, cause, erased_at AS at, root, choice FROM erasure
    WHERE erased_at IS NOT NULL AND listed_at IS NULL ORDER BY erased_at`.execute(database.writer);
  for (const row of rows) {
    const choice = row.cause === "person" ? row.choice : await retained(database, row.id);
    const listed = listedErasure.parse({ form: "erasure/1", ...row, choice });
    for (const folder of folders) await writeListed(listFolder(folder), listed);
    await sql`UPDATE erasure SET listed_at = now() WHERE id = ${row.id}`.execute(database.writer);
  }
}

/** The records that a step of retention erased; which they were the act itself tells. */
async function retained({ writer }: Pick<Database, "writer">, id: string) {
  const { rows } = await sql<{ record: string }>`
    SELECT DISTINCT v.record FROM erased_commitment e JOIN record_version v ON v.id = substr(e.place, 8)::bigint
    WHERE e.erasure = ${id} AND e.place LIKE 'record:%' ORDER BY v.record`.execute(writer);
  return { records: rows, mentions: false };
}

async function writeListed(folder: string, listed: ListedErasure): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${listed.id}.json`);
  const file = await open(`${path}.making`, "w", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(listed)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.making`, path);
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

/** All that stands in the lists, oldest first, each act once. */
export async function readErasureList(folders: readonly string[]): Promise<ListedErasure[]> {
  const found = new Map<string, ListedErasure>();
  for (const folder of folders.map(listFolder)) {
    if (!existsSync(folder)) continue;
    for (const name of (await readdir(folder)).filter((one) => one.endsWith(".json"))) {
      const listed = listedErasure.safeParse(
        parsedOrNothing(await readFile(join(folder, name), "utf8")),
      ).data;
      if (!listed) throw damaged(join(folder, name));
      found.set(listed.id, listed);
    }
  }
  return [...found.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Going on without it could bring back what was erased. */
const damaged = (path: string) =>
  new Refusal("invalid", {
    zh: `删除清单 ${path} 已损坏。为避免已删除的内容重新出现，服务不会启动；请从备份旁的同名文件恢复它。`,
    en: `The list of erasures is damaged at ${path}. Nothing starts without it, lest what was erased comes back; restore it from the file of the same name beside the backups.`,
  });
