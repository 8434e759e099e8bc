import type { Readable } from "node:stream";
import type { TableFormat } from "../../desk/index.ts";
import type { Context, Language, Reader } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { fieldsOf } from "../kinds/kinds.ts";
import { kindResource } from "../record-resources.ts";
import type { Browse } from "./browse-input.ts";
import { browseRecords } from "./browse-records.ts";
import { exportRecords } from "./export-records.ts";
import { filledFields } from "./list-kinds.ts";
import { fieldNamed } from "./main-fields.ts";
import { readScope } from "./scope.ts";
import { sortOrder } from "./sort-order.ts";

export interface AskedExport {
  readonly kind: Kind;
  readonly asked: Browse;
  readonly columns: string | undefined;
  readonly format: TableFormat;
  readonly language: Language;
}

/** The file, once the event that tells of it is durable: who took what, by which conditions. */
export function startExport(context: Context, limited: Reader, given: AskedExport): Promise<Readable> {
  const { kind, asked, format, language } = given;
  return context.disclose(
    {
      type: "records.exported",
      subject: `kind:${kind.name}`,
      after: { kind: kind.name, format, ...asked, columns: given.columns },
    },
    async (db) => {
      context.require("records.export", kindResource(kind.name));
      const scope = await readScope(db, context.actor);
      const filled = (await filledFields(db)).get(kind.name);
      const columns = given.columns
        ? given.columns.split(",").filter((name) => fieldNamed(kind, name) !== undefined)
        : fieldsOf(kind).flatMap(([name]) => (filled?.has(name) ? [name] : []));
      // Mistakes are told before the first byte, and an order that every page would have to make anew is left.
      const { total } = await browseRecords(limited, kind, scope, { ...asked, limit: 1 });
      const isCheap =
        sortOrder(kind, asked.sort).isIndexed || (total?.isExact === true && total.count <= 10_000);
      const ordered = isCheap ? asked : { ...asked, sort: "happened" };
      return exportRecords(limited, { kind, scope, asked: ordered, columns, format, language });
    },
  );
}
