import { z } from "zod";
import { minor } from "../boards/money.ts";
import { nodeKinds, relations } from "./tables.ts";

const record = z.object({ kind: z.string(), record: z.guid(), key: z.string() });

export const networkLink = z.object({
  /** `kind:id` of the nodes at its ends; who sells, leads, approves or has something stands at the first. */
  from: z.string(),
  to: z.string(),
  relation: z.enum(relations),
  amount: minor.optional(),
  currency: z.string().optional(),
  documents: z.int().optional(),
  firstOn: z.string().optional(),
  lastOn: z.string().optional(),
  /** Where a shared value stands in full, three at most: for whoever may read those records. */
  records: z.array(record),
});

export const networkNode = z.object({
  /** `kind:id`. */
  key: z.string(),
  kind: z.enum(nodeKinds),
  id: z.string(),
  /** A party's name; of what is shared only its end or beginning. */
  label: z.string().optional(),
  /** Of what is shared: by how many. */
  parties: z.int().optional(),
  /** Steps from party to party at which it was reached; absent in a community. */
  hop: z.int().optional(),
  /** Neighbours whom the reader may see, shown or not. */
  neighbours: z.int(),
  community: z.object({ id: z.int(), parties: z.int(), shared: z.int() }).optional(),
  /** Of a party that sold or bought. */
  figures: z
    .object({
      region: z.string().optional(),
      team: z.string().optional(),
      sales: minor,
      currency: z.string(),
      documents: z.int(),
      firstOn: z.string().optional(),
      lastOn: z.string().optional(),
    })
    .optional(),
  /** Alerts about it that stand and that the reader may see. */
  alerts: z.int(),
});

export const networkView = z.object({
  asOf: z.string(),
  nodes: z.array(networkNode),
  links: z.array(networkLink),
  /** Nodes that were reached and do not fit. */
  leftOff: z.int(),
});
export type NetworkView = z.infer<typeof networkView>;

export const communityRow = z.object({
  id: z.int(),
  sellers: z.int(),
  customers: z.int(),
  shared: z.int(),
  ties: z.int(),
  amount: minor,
  currency: z.string(),
  /** Of what its customers bought, how much from its sellers. */
  inside: z.number().optional(),
  /** Some of its members, sellers first. */
  members: z.array(z.object({ kind: z.enum(nodeKinds), id: z.string(), label: z.string().optional() })),
});

export const communityView = networkView.extend({ community: communityRow });
export type CommunityView = z.infer<typeof communityView>;

export const networkOverview = z.object({
  asOf: z.string().optional(),
  extent: z
    .object({
      parties: z.int(),
      identifiers: z.int(),
      links: z.int(),
      communities: z.int(),
      modularity: z.number(),
      publicValues: z.int(),
      leftOff: z.object({ shared: z.int(), trade: z.int(), staff: z.int() }),
    })
    .optional(),
  communities: z.array(communityRow),
  hasMore: z.boolean(),
});
export type NetworkOverview = z.infer<typeof networkOverview>;
