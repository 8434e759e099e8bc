import { z } from "zod";
import type { Bilingual, Context } from "../../platform/index.ts";
import { mappingSchema } from "../mapping/mapping.ts";

/** It stands in events in clear, so it is an identifier and nobody's name. */
export const sourceName = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,59}$/, {
  error:
    "数据来源用小写字母、数字和 . _ - 命名，最多 60 个字符，例如 kingdee 或 sap-eu | a source is named by small letters, digits and ._- (60 at most), such as kingdee or sap-eu",
});

export const importInput = z.object({
  /** Files and folders. */
  paths: z.array(z.string().min(1)).min(1),
  /** A folder whose files are called by their place in it, in what is kept of the import. */
  root: z.string().optional(),
  source: sourceName,
  /** What the columns mean; what it leaves open, or all, is guessed. */
  mapping: mappingSchema.optional(),
  /** The files hold everything that the source has of their kinds: what is absent is gone. */
  complete: z.boolean().default(false),
  /** Files that cannot be read at all are told and left out; else they refuse the import. */
  leaveUnusable: z.boolean().optional(),
});
export type ImportInput = z.input<typeof importInput>;

const countSchema = z.object({
  observed: z.int(),
  added: z.int(),
  changed: z.int(),
  gone: z.int(),
  returned: z.int(),
  fields: z.array(z.string()),
});

/** Where a next attempt goes on: the part and row reached, and the last version staged until then. */
export const importCheckpoint = z.object({
  batch: z.string(),
  part: z.int(),
  rid: z.int(),
  lastId: z.string(),
  counts: z.record(z.string(), countSchema),
});
export type ImportCheckpoint = z.infer<typeof importCheckpoint>;

/** What the import is handed by the job that runs it, or by a command. */
export interface ImportRun {
  /** The job's id: a later attempt of the same job goes on where this one ended. */
  readonly id?: string;
  readonly checkpoint?: ImportCheckpoint | undefined;
  readonly signal: AbortSignal;
  /** Rows between two checkpoints; 100,000 unless given. */
  readonly rowsAtOnce?: number;
  context(): Context;
  progress?(percent: number, words: Bilingual): Promise<void>;
  save?(checkpoint: ImportCheckpoint): Promise<void>;
}
