import { z } from "zod";

const cron = z.string().regex(/^(\S+\s+){4}\S+$/, "minute hour day month weekday / 分 时 日 月 周");

/** The part `operations:` of the configuration file. */
export const operationsSettings = z
  .strictObject({
    backup: z
      .strictObject({
        /** Where backups are kept: another disk than the data's. */
        folder: z.string().min(1),
        cron: cron.default("30 1 * * *"),
        /** How many are kept. */
        keep: z.int().min(1).max(1_000).default(14),
        /** Its first line encrypts the backups. */
        passphraseFile: z.string().min(1).optional(),
        /** When the newest is restored for trial. */
        check: cron.default("30 4 * * 0"),
      })
      .optional(),
    retention: z.strictObject({ cron: cron.default("15 3 * * *") }).prefault({}),
    /** Days in which a message that comes again by its id changes nothing. */
    keepMessages: z.int().min(1).max(365).default(7),
    /** Days for which ended jobs are kept. */
    keepJobs: z.int().min(1).max(3_650).default(180),
  })
  .prefault({});

export type OperationsSettings = z.infer<typeof operationsSettings>;
