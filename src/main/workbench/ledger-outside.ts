import { z } from "zod";
import {
  type Anchor,
  countAnchors,
  countStamps,
  type ErrandView,
  type HouseLedger,
  lastStamp,
  listAnchors,
  pendingAnchor,
  readTallies,
  type Stamp,
} from "../../ledger/index.ts";
import type { Context } from "../../platform/index.ts";

const bilingual = z.object({ zh: z.string(), en: z.string() });

/** How something stands that is done outside the machine again and again. */
const errand = {
  /** Absent while it is being done. */
  nextAt: z.date().nullable(),
  problem: bilingual.nullable(),
  /** Attempts in a row that failed. */
  failures: z.int(),
  isOverdue: z.boolean(),
};

export const stamp = z.object({
  id: z.string(),
  origin: z.string(),
  size: z.int(),
  /** Hex. */
  root: z.string(),
  /** Address of the authority, and the name in its certificate. */
  authority: z.string(),
  signer: z.string(),
  serial: z.string(),
  policy: z.string(),
  stampedAt: z.date(),
});

export const anchor = z.object({
  id: z.string(),
  origin: z.string(),
  size: z.int(),
  root: z.string(),
  chainId: z.int(),
  contract: z.string(),
  transaction: z.string(),
  block: z.int(),
  blockHash: z.string(),
  blockTime: z.date(),
});

/** What vouches for the ledger outside this house; empty lists and nulls where nothing is configured. */
export const outside = {
  stamps: z.object({
    /** All that are kept, and attempts that failed, over all starts. */
    count: z.int(),
    failed: z.int(),
    authorities: z.array(z.object({ url: z.string(), last: stamp.nullable(), ...errand })),
  }),
  anchors: z.object({
    count: z.int(),
    failed: z.int(),
    last: anchor.nullable(),
    /** Sent, and not yet deep enough in the chain. */
    pending: z.object({ size: z.int(), begunAt: z.date() }).nullable(),
    chain: z
      .object({ host: z.string(), chainId: z.int(), contract: z.string(), account: z.string(), ...errand })
      .nullable(),
  }),
  mirrors: z.array(
    z.object({
      place: z.string(),
      /** Entries in it, and published ones that it still lacks. */
      size: z.int(),
      lag: z.int(),
      copiedAt: z.date().nullable(),
      ...errand,
    }),
  ),
  mirrorFailed: z.int(),
  /** Checkpoints published without the witnesses' quorum, over all starts, and when the last one was. */
  failedOpen: z.int(),
  failedOpenAt: z.date().nullable(),
};

export async function readOutside({ db }: Context, ledger: HouseLedger) {
  const tallies = await readTallies(db);
  // Counted before it is listed: what arrives in between may be shown and not counted, never counted and not shown.
  const count = await countAnchors(db);
  const [anchor] = await listAnchors(db, { limit: 1 });
  const pending = await pendingAnchor(db);
  const chain = ledger.anchoring?.view();
  return {
    stamps: {
      count: await countStamps(db),
      failed: tallies["stamp-failed"].count,
      authorities: await Promise.all(
        (ledger.stamping?.views() ?? []).map(async ({ url, ...view }) => {
          const last = await lastStamp(db, url);
          return { url, last: last ? stampView(last) : null, ...errandView(view) };
        }),
      ),
    },
    anchors: {
      count,
      failed: tallies["anchor-failed"].count,
      last: anchor ? anchorView(anchor) : null,
      pending: pending ? { size: pending.size, begunAt: pending.begunAt } : null,
      chain: chain ? { ...chain, ...errandView(chain) } : null,
    },
    mirrors: ledger.mirrors.map((mirror) => {
      const { place, size, lag, copiedAt, ...view } = mirror.view();
      return { place, size, lag, copiedAt: copiedAt ?? null, ...errandView(view) };
    }),
    mirrorFailed: tallies["mirror-failed"].count,
    failedOpen: tallies["failed-open"].count,
    failedOpenAt: tallies["failed-open"].lastAt ?? null,
  };
}

const errandView = ({ nextAt, problem, failures, isOverdue }: ErrandView) => ({
  nextAt: nextAt ?? null,
  problem: problem ?? null,
  failures,
  isOverdue,
});

export const stampView = ({ id, ...rest }: Stamp) => ({ id: String(id), ...rest });
export const anchorView = ({ id, ...rest }: Anchor) => ({ id: String(id), ...rest });
