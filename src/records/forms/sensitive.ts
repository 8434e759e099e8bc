import type { Reader } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { fieldsOf } from "../kinds/kinds.ts";
import type { History } from "../store/get-record.ts";
import type { KeptForm } from "./keep-form.ts";
import { sellerField } from "./seller-field.ts";

/**
 * Whether reading a record is told in the log (ADR 310): its page, in any version, shows a value of a field that
 * tells of a natural person, and the reader is neither its seller nor the employee whom it describes.
 */
export async function isSensitiveFor(
  db: Reader,
  account: string,
  { kind, form, history }: { kind: Kind; form: KeptForm; history: History },
): Promise<boolean> {
  if (!hasPersonal(kind, form, history)) return false;
  const { key, fields } = history.shown;
  const about = kind.name === "employee" ? key : fields[sellerField(kind) ?? ""];
  const reader = await db
    .selectFrom("account")
    .select("employee_id")
    .where("id", "=", account)
    .executeTakeFirst();
  return about === undefined || reader?.employee_id !== about;
}

function hasPersonal(kind: Kind, form: KeptForm, { shown, versions }: History): boolean {
  const personal = fieldsOf(kind).flatMap(([name, field]) => (field.personal ? [name] : []));
  const isFilled = versions.some(({ fields }) => personal.some((name) => fields[name] !== undefined));
  const custom = form.fields.filter((field) => field.personal);
  const columns = new Set([
    ...Object.keys(shown.own ?? {}),
    ...versions.flatMap(({ changes }) => changes.flatMap(({ of, name }) => (of === "own" ? [name] : []))),
  ]);
  return isFilled || custom.some(({ name }) => columns.has(name));
}
