import { useMemo } from "react";
import { useSearchParams } from "react-router";
import type { Query } from "./types.ts";

const facetNames = ["status", "scheme", "severity", "assignee", "detector", "found", "muted"] as const;
export type FacetName = (typeof facetNames)[number];

const singles = [
  "seller",
  "customer",
  "record",
  "legalEntity",
  "amountFrom",
  "amountTo",
  "firstSeenFrom",
  "firstSeenTo",
  "q",
  "sort",
] as const;

/** What one usually comes for: what nobody has decided yet. */
const atFirst = { status: "open,in-review", found: "yes", muted: "no" };
/** Stands in the address where somebody has chosen to see all. */
const everything = "all";

export interface Filters {
  readonly query: Query;
  readonly isNarrowed: boolean;
  chosen(facet: FacetName): readonly string[];
  toggle(facet: FacetName, value: string): void;
  set(values: Partial<Record<(typeof singles)[number] | FacetName, string | undefined>>): void;
  clear(): void;
}

/** The filter lives in the address: it can be sent, kept and gone back to. */
export function useFilters(): Filters {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const valueIn = (facet: FacetName) => {
      const given = params.get(facet);
      if (given === everything) return "";
      return given ?? (facet in atFirst ? atFirst[facet as keyof typeof atFirst] : "");
    };
    const chosen = (facet: FacetName) => valueIn(facet).split(",").filter(Boolean);
    const write = (name: string, value: string | undefined, next: URLSearchParams) => {
      const isFirst = name in atFirst;
      if (isFirst && value === atFirst[name as keyof typeof atFirst]) next.delete(name);
      else if (value) next.set(name, value);
      else if (isFirst) next.set(name, everything);
      else next.delete(name);
    };
    const query: Record<string, string> = {};
    for (const facet of facetNames) if (valueIn(facet)) query[facet] = valueIn(facet);
    for (const name of singles) {
      const value = params.get(name);
      if (value) query[name] = value;
    }
    return {
      query: query as Query,
      isNarrowed: [...params.keys()].some((name) => name !== "sort"),
      chosen,
      toggle(facet, value) {
        const now = chosen(facet);
        const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
        setParams((old) => {
          const changed = new URLSearchParams(old);
          write(facet, next.join(","), changed);
          return changed;
        });
      },
      set(values) {
        setParams((old) => {
          const changed = new URLSearchParams(old);
          for (const [name, value] of Object.entries(values)) write(name, value, changed);
          return changed;
        });
      },
      clear: () =>
        setParams((old) => new URLSearchParams(old.has("sort") ? { sort: old.get("sort") ?? "" } : {})),
    };
  }, [params, setParams]);
}
