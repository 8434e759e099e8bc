import {
  canonicalJson,
  commitTo,
  holdsAnySql,
  redactText,
  type Sql,
  sql,
  type Tx,
} from "../../platform/index.ts";
import { type ErasedLeaf, erasedLeaf } from "../../records/index.ts";
import { digestOfRows } from "./ranked-row.ts";

interface Erased {
  /** How sellers and customers call the person: by a number, or by the name alone. */
  readonly parties: readonly { readonly kind: string; readonly id: string }[];
  readonly records: readonly string[];
  readonly values: readonly string[];
}

/**
 * A ranking that names somebody, or one of their records, goes as a whole: the next scoring makes it anew without them.
 * Models keep what they learned and lose the name; each loses the commitment that could confirm a guess of it.
 */
export async function eraseRanking(tx: Tx, erased: Erased): Promise<ErasedLeaf[]> {
  return [...(await forgetRankings(tx, erased)), ...(await redactModels(tx, erased.values))];
}

async function forgetRankings(tx: Tx, { parties, records, values }: Erased): Promise<ErasedLeaf[]> {
  const ids = [...records];
  const places = JSON.stringify(parties);
  const isNamed: Sql =
    values.length === 0 ? sql`false` : holdsAnySql(["id", "name", "told", "subjects"], values);
  const { rows } = await sql<{ id: string; kept: string }>`
    SELECT id, kept FROM ranking WHERE id IN (
      SELECT ranking FROM ranking_row WHERE record = ANY(${ids}::uuid[])
        OR EXISTS (SELECT FROM jsonb_to_recordset(${places}::jsonb) AS p(kind text, id text) WHERE p.kind = ranking_row.kind AND p.id = ranking_row.id)
        OR ${isNamed})
    ORDER BY id`.execute(tx);
  // What a scoring has left that never came to an end; none is under way while somebody is erased.
  await sql`DELETE FROM ranking_row WHERE ranking NOT IN (SELECT id FROM ranking)`.execute(tx);
  const leaves: ErasedLeaf[] = [];
  for (const { id, kept } of rows) {
    const nothing = commitTo(digestOfRows([]));
    await sql`DELETE FROM ranking_row WHERE ranking = ${id}::uuid`.execute(tx);
    await sql`UPDATE ranking SET kept = ${nothing.digest}, salt = ${nothing.salt} WHERE id = ${id}::uuid`.execute(
      tx,
    );
    leaves.push(erasedLeaf(`ranking:${id}`, { common: kept }, { common: nothing.digest }));
  }
  return leaves;
}

async function redactModels(tx: Tx, values: readonly string[]): Promise<ErasedLeaf[]> {
  if (values.length === 0) return [];
  const { rows } = await sql<{ number: number; content: string; digest: string }>`
    SELECT number, content, digest FROM ranking_model WHERE ${holdsAnySql(["content"], values)} ORDER BY number`.execute(
    tx,
  );
  const leaves: ErasedLeaf[] = [];
  for (const { number, content: given, digest } of rows) {
    const content = withoutNames(given, values);
    if (content === given) continue;
    const sealed = commitTo(content);
    await sql`UPDATE ranking_model SET content = ${content}, salt = ${sealed.salt}, digest = ${sealed.digest}
      WHERE number = ${number}`.execute(tx);
    leaves.push(erasedLeaf(`ranking-model:${number}`, { common: digest }, { common: sealed.digest }));
  }
  return leaves;
}

/** Names of parties are all that is told of anybody in a model; its figures are nobody's. */
function withoutNames(content: string, values: readonly string[]): string {
  const model = JSON.parse(content) as { histories: { names: string[] }[] };
  const histories = model.histories.map((history) => ({
    ...history,
    names: history.names.map((name) => redactText(name, values)),
  }));
  const after = JSON.stringify({ ...model, histories });
  return canonicalJson(JSON.parse(after)) === canonicalJson(JSON.parse(content)) ? content : after;
}
