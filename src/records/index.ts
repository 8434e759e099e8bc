// records: what the sources said. Invariant: every row of every table leads back to the file and row it was read from.
export { buildFacts, type FactColumn, type FactName, facts } from "./facts/facts.ts";
export type { Field, FieldType, Kind } from "./kinds/define-kind.ts";
export {
  type ColumnOf,
  fieldsOf,
  type KindName,
  kindNamed,
  kindOfTable,
  kinds,
  type TableName,
} from "./kinds/kinds.ts";
export { columnType, createTables } from "./kinds/tables.ts";
