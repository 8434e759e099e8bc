import type { Choice, FilterChoice, FilterOp, SavedView } from "./types.ts";

const ops: readonly FilterOp[] = ["is", "contains", "from", "to", "empty", "filled"];
const goneWays = ["without", "with", "only"] as const;

export function readChoice(address: URLSearchParams): Choice {
  const gone = goneWays.find((way) => way === address.get("gone")) ?? "without";
  return {
    search: address.get("search") ?? "",
    filters: address.getAll("filter").flatMap(readFilter),
    gone,
    columns: address.get("columns")?.split(",").filter(Boolean) ?? [],
    sort: address.get("sort") ?? "happened",
    isDescending: address.get("descending") !== "false",
    view: address.get("view") ?? undefined,
  };
}

function readFilter(text: string): FilterChoice[] {
  const [, field = "", named = "", value = ""] = /^([^:]*):([^:]*)(?::(.*))?$/s.exec(text) ?? [];
  const op = ops.find((one) => one === named);
  return op && field !== "" ? [{ field, op, value }] : [];
}

const filterText = ({ field, op, value }: FilterChoice) => `${field}:${op}:${value}`;

/** What is as by itself is left out of the address. */
export function writeChoice(choice: Choice): URLSearchParams {
  const address = new URLSearchParams();
  if (choice.search !== "") address.set("search", choice.search);
  for (const filter of choice.filters) address.append("filter", filterText(filter));
  if (choice.gone !== "without") address.set("gone", choice.gone);
  if (choice.columns.length > 0) address.set("columns", choice.columns.join(","));
  if (choice.sort !== "happened") address.set("sort", choice.sort);
  if (!choice.isDescending) address.set("descending", "false");
  if (choice.view !== undefined) address.set("view", choice.view);
  return address;
}

/** For the server. */
export function queryOf({ search, filters, gone, sort, isDescending }: Choice) {
  return {
    ...(search.trim() === "" ? {} : { search }),
    ...(filters.length === 0 ? {} : { filter: filters.map(filterText) }),
    gone,
    sort,
    descending: isDescending ? ("true" as const) : ("false" as const),
  };
}

export function choiceOf({ id, definition }: SavedView): Choice {
  const { search = "", filters, gone, columns, sort, descending } = definition;
  return {
    search,
    filters: filters.flatMap(({ field, op, value = "" }) => readFilter(`${field}:${op}:${value}`)),
    gone: gone ?? "without",
    columns,
    sort,
    isDescending: descending,
    view: id,
  };
}

export function definitionOf({ search, filters, gone, columns, sort, isDescending }: Choice) {
  return {
    ...(search === "" ? {} : { search }),
    filters: filters.map((filter) => ({ ...filter })),
    gone,
    columns: [...columns],
    sort,
    descending: isDescending,
  };
}

export const isNarrowed = ({ search, filters, gone }: Choice) =>
  search !== "" || filters.length > 0 || gone !== "without";
