/** Columns as in the migration `network`. */
declare module "../../platform/index.ts" {
  interface Tables {
    network_node: NetworkNodeTable;
    network_link: NetworkLinkTable;
    network_community: NetworkCommunityTable;
    network_extent: NetworkExtentTable;
  }
}

const partyKinds = ["seller", "customer"] as const;
export const sharedKinds = ["phone", "email", "address", "bank", "tax", "device"] as const;
export const nodeKinds = [...partyKinds, ...sharedKinds] as const;
export type NodeKind = (typeof nodeKinds)[number];
type SharedKind = (typeof sharedKinds)[number];

export const isShared = (kind: NodeKind): kind is SharedKind => sharedKinds.some((one) => one === kind);

export const relations = ["has", "ship-to", "pays-from", "paid-to", "trade", "manages", "approves"] as const;
export type Relation = (typeof relations)[number];

interface NetworkNodeTable {
  run: string;
  kind: NodeKind;
  id: string;
  label: string | null;
  parties: number | null;
  subjects: string[];
  community: number | null;
}

interface NetworkLinkTable {
  run: string;
  from_kind: NodeKind;
  from_id: string;
  to_kind: NodeKind;
  to_id: string;
  relation: Relation;
  amount: bigint | null;
  currency: string | null;
  documents: number | null;
  first_on: string | null;
  last_on: string | null;
  rids: bigint[];
}

interface NetworkCommunityTable {
  run: string;
  id: number;
  sellers: number;
  customers: number;
  shared: number;
  ties: number;
  amount: bigint;
  currency: string;
  inside: number | null;
  subjects: string[];
}

interface NetworkExtentTable {
  run: string;
  parties: number;
  identifiers: number;
  links: number;
  communities: number;
  modularity: number;
  public_values: number;
  shared_left_off: number;
  trade_left_off: number;
  staff_left_off: number;
}
