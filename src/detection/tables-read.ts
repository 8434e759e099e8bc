import type { Sql } from "../platform/index.ts";
import { factSources, kinds } from "../records/index.ts";
import { type AnyTable, type Detector, type Run, type Tables, tables } from "./define-detector.ts";
import { knownOf } from "./locality.ts";

/** Kinds of records without whose rows the detectors' queries would say something else. */
export function kindsRead(
  detectors: readonly Detector[],
  params: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  run: Run,
): ReadonlySet<string> {
  const read = new Set<string>();
  const watched = new Proxy(tables, {
    get(all, name: AnyTable): Sql {
      read.add(name);
      return all[name];
    },
  }) satisfies Tables;
  for (const { id, params: schema, query } of detectors)
    query(schema.parse(params[id] ?? {}), watched, run, knownOf(id));
  return new Set(
    kinds.flatMap(({ name, table }) =>
      read.has(table) || [...read].some((one) => factSources(one).has(name)) ? [name] : [],
    ),
  );
}
