import { type Sql, sql, type Tx } from "../../platform/index.ts";
import { masked } from "./mask.ts";
import { sharedKinds } from "./tables.ts";

interface Erased {
  /** How sellers and customers call the person: by a number, or by the name alone. */
  readonly parties: readonly { readonly kind: string; readonly id: string }[];
  readonly records: readonly string[];
  readonly values: readonly string[];
  /** What stands for the name in lists of employees. */
  readonly code: string;
}

/**
 * Takes the person out of the network of the newest run; the next makes it anew from what is left. Names go, and of what
 * is shared the end that was shown, wherever it rests on the person's records or could be the end of a value of theirs.
 */
export async function eraseNetwork(tx: Tx, { parties, records, values, code }: Erased): Promise<void> {
  for (const { kind, id } of parties) {
    await sql`UPDATE network_node SET label = NULL WHERE kind = ${kind} AND id = ${id}`.execute(tx);
  }
  await sql`UPDATE network_node n SET label = NULL FROM network_link l
    WHERE n.parties IS NOT NULL AND l.run = n.run AND l.to_kind = n.kind AND l.to_id = n.id
      AND l.rids && ARRAY(SELECT id FROM record_version WHERE record = ANY(${[...records]}::uuid[]))`.execute(
    tx,
  );
  if (values.length === 0) return;
  for (const kind of sharedKinds) {
    const masks = [...new Set(values.map((value) => masked(kind, value)))];
    await sql`UPDATE network_node SET label = NULL WHERE kind = ${kind} AND label = ANY(${masks}::text[])`.execute(
      tx,
    );
  }
  const names = values.map((value) => value.toLowerCase());
  const isNamed = (column: string): Sql => sql`lower(${sql.ref(column)}) = ANY(${names}::text[])`;
  // Who is known by the name alone leaves the network: nothing else tells them from others.
  await sql`DELETE FROM network_link WHERE ${isNamed("from_id")} OR ${isNamed("to_id")}`.execute(tx);
  await sql`DELETE FROM network_node WHERE ${isNamed("id")}`.execute(tx);
  await sql`UPDATE network_node SET label = NULL WHERE ${isNamed("label")}`.execute(tx);
  for (const table of ["network_node", "network_community"]) {
    await sql`UPDATE ${sql.table(table)} SET subjects = ARRAY(
        SELECT CASE WHEN ${isNamed("one")} THEN ${code} ELSE one END FROM unnest(subjects) AS one)
      WHERE EXISTS (SELECT FROM unnest(subjects) AS one WHERE ${isNamed("one")})`.execute(tx);
  }
}
