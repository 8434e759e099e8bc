import { z } from "zod";

/** The section `ledger` of the configuration file. */
export const ledgerSettings = z
  .strictObject({
    /** The log's name, first line of its checkpoints; of use before the first start only. */
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]*(\/[a-z0-9.-]+)*$/)
      .max(100)
      .optional(),
    /** File that holds the passphrase of the signing keys. */
    passphraseFile: z.string().optional(),
    /** File of 32 random bytes in base64 that opens the signing keys; made beside them unless named. */
    keyFile: z.string().optional(),
    /** Trust file (c2sp.org/tlog-policy) that names the witnesses, their addresses and the quorum. */
    policyFile: z.string().optional(),
    /** Milliseconds a checkpoint waits for its witnesses before it is published without the quorum. */
    patience: z.int().min(0).max(60_000).default(1_000),
  })
  .prefault({});

export type LedgerSettings = z.infer<typeof ledgerSettings>;
