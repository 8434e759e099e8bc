import { z } from "zod";
import { type Context, sql } from "../../platform/index.ts";
import { house } from "../house.ts";
import { isMuted, mutesInForce } from "../mutes/muted-sql.ts";
import { type AlertFilter, alertFilter, baseConditions, listOf } from "./list-alerts.ts";
import { namesOfAccounts } from "./names.ts";
import { detectorTitles, schemeTitle } from "./titles.ts";
import { alertVisibleTo } from "./visible-alert.ts";

const counted = z.array(z.object({ value: z.string(), alerts: z.int() }));

const titled = z.array(
  z.object({ value: z.string(), title: z.object({ zh: z.string(), en: z.string() }), alerts: z.int() }),
);

/** How many alerts each choice of a filter would leave, the other filters held. Largest first. */
export const alertCounts = z.object({
  total: z.int(),
  /** At risk in what the filter leaves, per currency, largest first; minor units. Records may be in several alerts. */
  amounts: z.array(z.object({ currency: z.string(), amount: z.string(), alerts: z.int() })),
  status: counted,
  scheme: titled,
  detector: titled,
  severity: counted,
  found: counted,
  muted: counted,
  assignee: z.array(z.object({ value: z.string(), name: z.string().optional(), alerts: z.int() })),
});
export type AlertCounts = z.infer<typeof alertCounts>;

const facets = ["status", "scheme", "detector", "severity", "found", "muted", "assignee"] as const;
type Facet = (typeof facets)[number];

/** One group of alerts that are alike in all facets. */
type Group = Readonly<Record<Facet | "currency", string>> & {
  readonly alerts: number;
  readonly amount: bigint;
};

/** Of the alerts that the actor may see, by one pass over them. */
export async function countAlerts(context: Context, given: AlertFilter): Promise<AlertCounts> {
  context.require("alerts.list", house);
  const input = alertFilter.parse(given);
  const where = [alertVisibleTo(context.actor), ...(await baseConditions(input))];
  const mutes = await mutesInForce(context.db);
  const groups = await context.db
    .selectFrom("alert")
    .select([
      "status",
      "scheme",
      "detector",
      "currency",
      sql<string>`CASE severity WHEN 3 THEN 'high' WHEN 2 THEN 'medium' ELSE 'low' END`.as("severity"),
      sql<string>`CASE WHEN found THEN 'yes' ELSE 'no' END`.as("found"),
      sql<string>`CASE WHEN ${isMuted(mutes)} THEN 'yes' ELSE 'no' END`.as("muted"),
      sql<string>`coalesce(assignee, 'nobody')`.as("assignee"),
      sql<number>`count(*)::int`.as("alerts"),
      sql<bigint>`sum(amount)::bigint`.as("amount"),
    ])
    .where(sql<boolean>`${sql.join(where, sql` AND `)}`)
    .groupBy(["status", "scheme", "detector", "currency", "severity", "found", "muted", "assignee"])
    .execute();
  const chosen = chosenOf(input, context.actor.id);
  const counts = Object.fromEntries(facets.map((facet) => [facet, countBy(groups, chosen, facet)]));
  const {
    assignee = [],
    scheme = [],
    detector = [],
    ...others
  } = counts as Record<Facet, { value: string; alerts: number }[]>;
  const names = await namesOfAccounts(
    context.db,
    assignee.map(({ value }) => value),
  );
  const titles = await detectorTitles(context.db);
  const left = groups.filter((group) => fits(group, chosen));
  return {
    total: left.reduce((sum, { alerts }) => sum + alerts, 0),
    amounts: amountsOf(left),
    ...others,
    scheme: scheme.map((one) => ({ ...one, title: schemeTitle(one.value) })),
    detector: detector.map((one) => ({ ...one, title: titles(one.value) })),
    assignee: assignee.map((one) => {
      const name = names.get(one.value);
      return name === undefined ? one : { ...one, name };
    }),
  };
}

type Chosen = Readonly<Partial<Record<Facet, ReadonlySet<string>>>>;

function chosenOf(input: AlertFilter, me: string): Chosen {
  const chosen: Partial<Record<Facet, ReadonlySet<string>>> = {};
  for (const facet of facets) {
    const values = listOf(input[facet]).map((value) => (facet === "assignee" && value === "me" ? me : value));
    if (values.length > 0) chosen[facet] = new Set(values);
  }
  return chosen;
}

function fits(group: Group, chosen: Chosen, except?: Facet): boolean {
  return facets.every((facet) => facet === except || (chosen[facet]?.has(group[facet]) ?? true));
}

function countBy(
  groups: readonly Group[],
  chosen: Chosen,
  facet: Facet,
): { value: string; alerts: number }[] {
  const counts = new Map<string, number>();
  for (const group of groups) {
    if (!fits(group, chosen, facet)) continue;
    counts.set(group[facet], (counts.get(group[facet]) ?? 0) + group.alerts);
  }
  return [...counts]
    .map(([value, alerts]) => ({ value, alerts }))
    .sort((a, b) => b.alerts - a.alerts || (a.value < b.value ? -1 : 1));
}

function amountsOf(groups: readonly Group[]): AlertCounts["amounts"] {
  const totals = new Map<string, { amount: bigint; alerts: number }>();
  for (const { currency, amount, alerts } of groups) {
    const total = totals.get(currency) ?? { amount: 0n, alerts: 0 };
    totals.set(currency, { amount: total.amount + amount, alerts: total.alerts + alerts });
  }
  return [...totals]
    .map(([currency, { amount, alerts }]) => ({ currency, amount: String(amount), alerts }))
    .sort((a, b) => b.alerts - a.alerts);
}
