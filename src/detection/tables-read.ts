import type { Sql } from "../platform/index.ts";
import { factSources, kinds } from "../records/index.ts";
import { type AnyTable, type Detector, type Run, type Tables, tables } from "./define-detector.ts";
import { knownOf } from "./locality.ts";

/** Every table that the detectors' queries name: without its rows they would say something else. */
export function tablesRead(
  detectors: readonly Detector[],
  params: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  run: Run,
): ReadonlySet<AnyTable> {
  const read = new Set<AnyTable>();
  const watched = new Proxy(tables, {
    get(all, name: AnyTable): Sql {
      read.add(name);
      return all[name];
    },
  }) satisfies Tables;
  for (const { id, params: schema, query, locality } of detectors) {
    const own = schema.parse(params[id] ?? {});
    query(own, watched, run, knownOf(id));
    if (locality.unit === "customer") locality.sieve?.(own, watched, run, knownOf(id));
  }
  return read;
}

/** Kinds of records whose rows these tables hold, or are built of. */
export function kindsIn(read: ReadonlySet<AnyTable>): ReadonlySet<string> {
  return new Set(
    kinds.flatMap(({ name, table }) =>
      read.has(table) || [...read].some((one) => factSources(one).has(name)) ? [name] : [],
    ),
  );
}
