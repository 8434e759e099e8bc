// platform: what every room stands on. Invariant: no business word stands here.
export { type Bilingual, type Language, languageFrom } from "./language.ts";
export { formatMoney, type Money, majorUnits, minorDigits } from "./money.ts";
export { Refusal, type RefusalCode } from "./refusal.ts";
export { type SchemaProblem, schemaProblems } from "./schema-problems.ts";
export { withTemporaryFolder } from "./temporary-folder.ts";
export { type Sql, sql } from "./warehouse/sql.ts";
export { openWarehouse, type Warehouse, type WarehouseOptions } from "./warehouse/warehouse.ts";
