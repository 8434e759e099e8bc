import { z } from "zod";

const webAddress = z.url({ protocol: /^https?$/ });

/** Trusted time stamps (RFC 3161) of published checkpoints. */
const timestampSettings = z.strictObject({
  /** Each is asked on its own. */
  authorities: z
    .array(
      z.strictObject({
        url: webAddress,
        /** Certificates, PEM, one or several, to one of which the authority's must lead. */
        caFile: z.string().min(1),
        /** The policy to ask for and to insist on. */
        policy: z
          .string()
          .regex(/^[0-2](\.(0|[1-9]\d*))+$/)
          .optional(),
        /** File whose first line is `user:password`, for HTTP basic authentication. */
        credentialsFile: z.string().min(1).optional(),
      }),
    )
    .min(1)
    .max(8),
  everyMinutes: z.int().min(1).max(10_080).default(60),
});

/** Anchors of published checkpoints in an EVM chain. */
const anchorSettings = z.strictObject({
  /** Address of a node's JSON-RPC. */
  url: webAddress,
  /** The number of the chain; another one is refused. */
  chainId: z.int().min(1),
  /** Of the contract that `./plumbline ledger anchor deploy` has made. */
  contract: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/)
    .optional(),
  /** File with the private key (hex) of the account that pays; nobody else may read it. */
  keyFile: z.string().min(1),
  everyMinutes: z.int().min(1).max(44_640).default(1_440),
  /** Blocks on top of a transaction's, its own included, after which it counts. */
  confirmations: z.int().min(1).max(10_000).default(12),
});

/** Copies of the log that are always whole. */
const mirrorSettings = z.strictObject({
  folder: z.string().min(1).optional(),
  s3: z
    .strictObject({
      endpoint: webAddress,
      bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
      /** Put before every name: `plumbline/log`. */
      prefix: z
        .string()
        .regex(/^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/)
        .optional(),
      region: z.string().min(1).default("us-east-1"),
      /** Lines `aws_access_key_id = …` and `aws_secret_access_key = …`. */
      credentialsFile: z.string().min(1),
      /** `path`: https://endpoint/bucket/name; `host`: https://bucket.endpoint/name. */
      style: z.enum(["path", "host"]).default("path"),
    })
    .optional(),
  /** Seconds from one copy to the next at least, while the log grows. */
  everySeconds: z.int().min(1).max(86_400).default(60),
});

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
    timestamps: timestampSettings.optional(),
    anchor: anchorSettings.optional(),
    mirror: mirrorSettings.optional(),
  })
  .prefault({});

export type LedgerSettings = z.infer<typeof ledgerSettings>;
export type TimestampSettings = z.infer<typeof timestampSettings>;
export type AnchorSettings = z.infer<typeof anchorSettings>;
export type MirrorSettings = z.infer<typeof mirrorSettings>;
