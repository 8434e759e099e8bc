import { z } from "zod";
import { schemes } from "../../detection/index.ts";
import { facts, fieldsOf, kinds } from "../../records/index.ts";

const bilingual = z.object({ zh: z.string(), en: z.string() });

/** What whoever writes a detector has to choose from. */
export const ownTables = z.object({
  schemes: z.array(z.object({ id: z.string(), title: bilingual })),
  tables: z.array(
    z.object({
      table: z.string(),
      title: bilingual.optional(),
      columns: z.array(z.object({ name: z.string(), type: z.string() })),
    }),
  ),
});

export function readOwnTables(): z.infer<typeof ownTables> {
  return {
    schemes: Object.entries(schemes).map(([id, title]) => ({ id, title })),
    tables: [
      ...Object.entries(facts).map(([table, columns]) => ({
        table,
        columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
      })),
      ...kinds.map((kind) => ({
        table: kind.table,
        title: kind.title,
        columns: [{ name: "rid", type: "id" }, ...fieldsOf(kind).map(([name, { type }]) => ({ name, type }))],
      })),
    ],
  };
}
