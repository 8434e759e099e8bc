import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from "kysely";

export { sql } from "kysely";
/** A piece of SQL with its bound values; embeds in another piece. */
export type Sql = RawBuilder<unknown>;

// DuckDB reads PostgreSQL's quoting and `$1` parameters, so Kysely's compiler for it serves both stores.
const compiler = new Kysely<Record<string, never>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

export function compileSql(piece: Sql): { text: string; values: readonly unknown[] } {
  const { sql: text, parameters: values } = piece.compile(compiler);
  return { text, values };
}
