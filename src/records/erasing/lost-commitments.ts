import type pg from "pg";
import { z } from "zod";
import { CompactRange, hashLeaf, type IntegrityFault } from "../../ledger/index.ts";
import { parsedOrNothing } from "../../platform/index.ts";

/** What acts of erasing have taken from one place. */
export interface Lost {
  /** All of it is gone. */
  readonly isWhole: boolean;
  /** Commitments that nothing opens any more. */
  readonly digests: ReadonlySet<string>;
  /** The digest that has taken the place of the common commitment. */
  readonly common: string | undefined;
  /** The same of an alert's finding. */
  readonly finding: string | undefined;
}

export interface LostCommitments {
  /** Whether an act that the log knows has touched the place. */
  has(place: string): boolean;
  /** All that were touched. */
  places(): Iterable<string>;
  /** `undefined` where no act that the log knows has touched the place. `leaf` is that which was sealed. */
  of(place: string, leaf: string): Lost | undefined;
  /** Acts that the log does not know as they stand in the table. */
  readonly faults: readonly IntegrityFault[];
}

const actEntry = z.object({ type: z.string(), seals: z.object({ root: z.string() }) });
const partly = z.object({
  form: z.literal("erased/1"),
  erased: z.record(z.string(), z.string()),
  resealed: z.record(z.string(), z.string()),
});

/**
 * What was erased, as far as the log proves it: an act counts if its leaves lead to the root that its own entry seals.
 * Whoever empties a row with SQL alone is therefore found out.
 */
export async function readLostCommitments(session: pg.Client): Promise<LostCommitments> {
  const sealed = await sealedRoots(session);
  const { rows: acts } = await session.query<{ id: string; root: string }>(
    "SELECT id, root FROM erasure WHERE erased_at IS NOT NULL ORDER BY erased_at, id",
  );
  const faults: IntegrityFault[] = [];
  const lost = new Map<string, string[]>();
  for (const { id, root } of acts) {
    const { rows } = await session.query<{ place: string; leaf: string }>(
      "SELECT place, leaf FROM erased_commitment WHERE erasure = $1 ORDER BY number",
      [id],
    );
    const tree = new CompactRange();
    for (const { leaf } of rows) tree.append(hashLeaf(Buffer.from(leaf)));
    if (Buffer.from(tree.root()).toString("hex") !== root || !sealed.has(root)) {
      faults.push(unknownAct(id));
      continue;
    }
    for (const { place, leaf } of rows) lost.set(place, [...(lost.get(place) ?? []), leaf]);
  }
  return {
    faults,
    has: (place) => lost.has(place),
    places: () => lost.keys(),
    of(place, leaf) {
      const taken = lost.get(place);
      return taken && fold(taken, leaf);
    },
  };
}

async function sealedRoots(session: pg.Client): Promise<Set<string>> {
  const { rows } = await session.query<{ entry: string }>(
    `SELECT entry FROM log WHERE entry LIKE '%"type":"person.erased"%' OR entry LIKE '%"type":"records.expired"%'`,
  );
  const roots = rows.flatMap(({ entry }) => {
    const parsed = actEntry.safeParse(parsedOrNothing(entry)).data;
    return parsed && ["person.erased", "records.expired"].includes(parsed.type) ? [parsed.seals.root] : [];
  });
  return new Set(roots);
}

/** In the order of the acts: a later one may take what an earlier one had left. */
function fold(taken: readonly string[], leaf: string): Lost {
  const digests = new Set<string>();
  let common: string | undefined;
  let finding: string | undefined;
  for (const one of taken) {
    if (one === leaf) return { isWhole: true, digests, common, finding };
    const { erased, resealed } = partly.parse(JSON.parse(one));
    for (const digest of Object.values(erased)) digests.add(digest);
    common = resealed.common ?? common;
    finding = resealed.finding ?? finding;
  }
  return { isWhole: false, digests, common, finding };
}

const unknownAct = (id: string): IntegrityFault => ({
  place: `erasure:${id}`,
  sentence: {
    zh: `删除 ${id} 与日志不符：被删除的内容清单没有对应的日志条目，或被改动过。`,
    en: `Erasure ${id} does not fit the log: no entry seals the list of what it destroyed, or the list was changed.`,
  },
});
