import type { Reader, Tx } from "../../platform/index.ts";
import { noSuchView, type ViewRow } from "./view.ts";

/** One's own and the shared ones, of one kind or of all. */
export function readViews(db: Reader, account: string, kind: string | undefined): Promise<ViewRow[]> {
  const query = db
    .selectFrom("saved_view")
    .selectAll()
    .where((eb) => eb.or([eb("owner", "=", account), eb("is_shared", "=", true)]));
  return (kind === undefined ? query : query.where("kind", "=", kind))
    .orderBy("name")
    .orderBy("id")
    .execute();
}

/** Refuses where there is none. */
export async function readView(db: Reader, id: string): Promise<ViewRow> {
  const row = await db.selectFrom("saved_view").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) throw noSuchView();
  return row;
}

export async function isNameTaken(
  db: Reader,
  { owner, kind, name, id }: Pick<ViewRow, "owner" | "kind" | "name"> & { readonly id?: string },
): Promise<boolean> {
  const rows = await db
    .selectFrom("saved_view")
    .select("id")
    .where("owner", "=", owner)
    .where("kind", "=", kind)
    .where("name", "=", name)
    .execute();
  return rows.some((row) => row.id !== id);
}

export async function writeView(tx: Tx, row: ViewRow): Promise<void> {
  const values = { ...row, definition: JSON.stringify(row.definition) };
  const { id: _, ...changes } = values;
  await tx
    .insertInto("saved_view")
    .values(values)
    .onConflict((conflict) => conflict.column("id").doUpdateSet(changes))
    .execute();
}
