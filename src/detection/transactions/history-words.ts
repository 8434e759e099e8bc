import { type Labels, negative, positive, type Transactions } from "./transactions.ts";

type Kind = "seller" | "customer" | "product";
interface Counts {
  readonly inspected: Int32Array;
  readonly falsified: Int32Array;
}

/** Of a party's other rows. */
export interface FoundBefore {
  readonly name: string;
  readonly inspected: number;
  readonly falsified: number;
}

const counted = new WeakMap<Labels, Map<Kind, Counts>>();

/** What inspections found about the other rows of a row's seller, customer or product. */
export function historyOf(
  { parties }: Transactions,
  labels: Labels | undefined,
  kind: Kind,
  row: number,
): FoundBefore | undefined {
  const party = parties[kind];
  const code = party?.codes[row] ?? -1;
  if (labels === undefined || party === undefined || code < 0) return undefined;
  const byKind = counted.get(labels) ?? new Map<Kind, Counts>();
  counted.set(labels, byKind);
  const counts = byKind.get(kind) ?? countLabels(party.codes, party.names.length, labels);
  byKind.set(kind, counts);
  const own = labels[row];
  return {
    name: party.names[code] as string,
    inspected: (counts.inspected[code] as number) - (own === positive || own === negative ? 1 : 0),
    falsified: (counts.falsified[code] as number) - (own === positive ? 1 : 0),
  };
}

function countLabels(codes: Int32Array, size: number, labels: Labels): Counts {
  const inspected = new Int32Array(size);
  const falsified = new Int32Array(size);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number;
    const label = labels[row];
    if (code < 0 || (label !== positive && label !== negative)) continue;
    inspected[code] = (inspected[code] as number) + 1;
    if (label === positive) falsified[code] = (falsified[code] as number) + 1;
  }
  return { inspected, falsified };
}
