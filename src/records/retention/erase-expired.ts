import { randomUUID } from "node:crypto";
import { type Context, Refusal, sql } from "../../platform/index.ts";
import { beginAct, endAct } from "../erasing/act.ts";
import { refuseWhileImporting } from "../erasing/erase-records.ts";
import { pastRetention } from "./past-retention.ts";

export interface ExpiredBatch {
  readonly kind: string;
  /** What ended before this day is past its retention. */
  readonly before: string;
  /** At most so many records at once. */
  readonly limit: number;
}

export interface Erased {
  readonly records: number;
  readonly versions: number;
}

interface ErasedVersion {
  readonly id: bigint;
  readonly record: string;
  readonly leaf: string;
  readonly gone: boolean;
}

/**
 * Destroys the values and salts of records that are past their retention, some at a time; `undefined` where none is
 * left. Refuses while files are imported. Rows, leaves and roots stay, so what was proved before is proved still.
 */
export async function eraseExpired(context: Context, batch: ExpiredBatch): Promise<Erased | undefined> {
  const { kind, before, limit } = batch;
  const house = { type: "House", id: "house" };
  context.require("retention.run", house);
  const some = sql<{ record: string }>`(${pastRetention(kind, before)} LIMIT 1)`;
  const isSome = await context.db.selectFrom(some.as("past")).select("record").executeTakeFirst();
  if (!isSome) return undefined;
  return context.commit(async (tx) => {
    context.require("retention.run", house);
    await refuseWhileImporting(tx);
    const id = randomUUID();
    const act = { id, cause: "retention", state: "approved", asked_by: context.actor.id } as const;
    await tx
      .insertInto("erasure")
      .values({ ...act, asked_at: context.now, ...notYet })
      .execute();
    await beginAct(tx, id);
    const { rows } = await sql<ErasedVersion>`
      WITH found AS MATERIALIZED (${pastRetention(kind, before)} LIMIT ${limit})
      UPDATE record_version v SET erased_at = ${context.now}, key = '', reason = NULL, fields = '{}', own = NULL,
        refs = '{}', salts = ''
      FROM found WHERE v.record = found.record AND v.erased_at IS NULL
      RETURNING v.id, v.record, v.leaf, found.gone`.execute(tx);
    if (rows.length === 0) throw erasedMeanwhile();
    // Its terms are its values too.
    await tx
      .deleteFrom("record_now")
      .where(
        "record",
        "in",
        sql<string>`(SELECT unnest(${[...new Set(rows.map(({ record }) => record))]}::uuid[]))`,
      )
      .execute();
    const records = new Map(rows.map(({ record, gone }) => [record, gone]));
    const gone = [...records.values()].filter(Boolean).length;
    const inOrder = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const leaves = inOrder.map(({ id: version, leaf }) => ({ place: `record:${version}`, leaf }));
    const root = await endAct(tx, id, leaves, context.now);
    await tx
      .insertInto("record_expiry")
      .values({
        kind,
        records: BigInt(records.size - gone),
        gone: BigInt(gone),
        versions: BigInt(rows.length),
        root,
        before,
        erased_at: context.now,
      })
      .execute();
    return {
      result: { records: records.size, versions: rows.length },
      event: {
        type: "records.expired",
        subject: `kind:${kind}`,
        after: { kind, before },
        seals: { records: records.size, versions: rows.length, root },
      },
    };
  });
}

const notYet = {
  reference: null,
  decided_by: null,
  decided_at: null,
  root: null,
  erased_at: null,
  listed_at: null,
  done_at: null,
  done_by: null,
};

const erasedMeanwhile = () =>
  new Refusal("conflict", {
    zh: "这些到期记录刚刚已被清除。",
    en: "These expired records have just been erased.",
  });
