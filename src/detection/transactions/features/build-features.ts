import { type Groups, groupBy, pairCodes } from "../groups.ts";
import type { PartyKind, Transactions } from "../transactions.ts";
import type { Feature, Theme } from "./feature.ts";
import { missingShare, outlierShare, patternFeatures, peerFeatures, sizeOf } from "./group-features.ts";
import { type Measures, measuresOf } from "./measures.ts";
import { deviationFrom, type PeerDeviation } from "./peers.ts";
import {
  consistencyFeatures,
  repeats,
  roundness,
  signFeatures,
  timeFeatures,
  varies,
} from "./row-features.ts";

export interface BuiltFeatures {
  readonly features: readonly Feature[];
  readonly measures: Measures;
  /** How price, quantity and amount stand among the rows of the same product. */
  readonly deviations: Partial<Readonly<Record<"price" | "quantity" | "amount", PeerDeviation>>>;
  readonly groups: Partial<Readonly<Record<PartyKind, Groups>>>;
}

/** All features of every transaction that need no label. The order of the rows changes nothing of any row. */
export function buildFeatures(transactions: Transactions): BuiltFeatures {
  const measures = measuresOf(transactions);
  const deviations = deviationsOf(measures);
  const groups = Object.fromEntries(
    Object.entries(transactions.parties).map(([kind, { codes }]) => [kind, groupBy(codes)]),
  ) as BuiltFeatures["groups"];
  const features = [
    ...measureFeatures(measures, deviations),
    ...(["seller", "customer", "channel"] as const).flatMap((kind) =>
      partyFeatures(kind, transactions, groups, deviations),
    ),
    ...productFeatures(transactions, measures, deviations),
    ...ownFeatures(transactions, measures),
    ...consistencyFeatures(transactions, measures.unitPrice),
    ...timeFeatures(transactions),
  ];
  return { features: features.filter(varies), measures, deviations, groups };
}

function deviationsOf(measures: Measures): BuiltFeatures["deviations"] {
  const { price, quantity, amount, peers, product } = measures;
  return {
    ...(price === undefined ? {} : { price: deviationFrom(peers, price) }),
    ...(quantity === undefined ? {} : { quantity: deviationFrom(product, quantity) }),
    ...(amount === undefined ? {} : { amount: deviationFrom(peers, amount) }),
  };
}

function measureFeatures(measures: Measures, deviations: BuiltFeatures["deviations"]): Feature[] {
  return (["price", "quantity", "amount"] as const).flatMap((measure) => {
    const [values, deviation] = [measures[measure], deviations[measure]];
    return values && deviation ? peerFeatures(measure, values, deviation) : [];
  });
}

function partyFeatures(
  kind: "seller" | "customer" | "channel",
  { parties, quantity, amount }: Transactions,
  groups: BuiltFeatures["groups"],
  deviations: BuiltFeatures["deviations"],
): Feature[] {
  const own = groups[kind];
  if (own === undefined) return [];
  const theme: Theme = kind;
  const patterns = (["price", "quantity", "amount"] as const).flatMap((measure) => {
    const deviation = deviations[measure];
    return deviation ? patternFeatures(theme, own, measure, deviation) : [];
  });
  const product = parties.product?.codes;
  const pair = product && groupBy(pairCodes(own.codes, product));
  return [
    ...patterns,
    { name: `${kind}.rows`, theme, values: sizeOf(own) },
    ...(pair ? [{ name: `${kind}.rows-of-product`, theme, values: sizeOf(pair) }] : []),
    ...(pair && deviations.price
      ? patternFeatures(theme, pair, "price-of-product", deviations.price).filter(({ name }) =>
          name.endsWith("off-usual"),
        )
      : []),
    ...(quantity ? [{ name: `${kind}.quantity-missing`, theme, values: missingShare(own, quantity) }] : []),
    ...(amount ? [{ name: `${kind}.amount-missing`, theme, values: missingShare(own, amount) }] : []),
  ];
}

function productFeatures(
  { quantity, amount }: Transactions,
  { product }: Measures,
  deviations: BuiltFeatures["deviations"],
): Feature[] {
  const theme = "product" as const;
  return [
    { name: "product.rows", theme, values: sizeOf(product) },
    ...(["price", "quantity", "amount"] as const).flatMap((measure) => {
      const deviation = deviations[measure];
      return deviation
        ? [
            {
              name: `product.${measure}-outliers`,
              theme,
              values: outlierShare(deviation.groups, deviation.z),
            },
          ]
        : [];
    }),
    ...(quantity
      ? [{ name: "product.quantity-missing", theme, values: missingShare(product, quantity) }]
      : []),
    ...(amount ? [{ name: "product.amount-missing", theme, values: missingShare(product, amount) }] : []),
  ];
}

/** What a row's own figures show: sign, roundness, exact repeats. */
function ownFeatures({ quantity, amount }: Transactions, { peers, product }: Measures): Feature[] {
  const theme = "repetition" as const;
  const ofQuantity = quantity && repeats(product.codes, quantity);
  const ofAmount = amount && repeats(peers.codes, amount);
  const both = ofQuantity && ofAmount ? pairCodes(ofQuantity.codes, ofAmount.codes) : undefined;
  return [
    ...(quantity ? signFeatures("quantity", quantity) : []),
    ...(amount ? signFeatures("amount", amount) : []),
    ...(quantity
      ? [{ name: "quantity.zeros", theme: "roundness" as const, values: roundness(quantity) }]
      : []),
    ...(amount ? [{ name: "amount.zeros", theme: "roundness" as const, values: roundness(amount) }] : []),
    ...(ofQuantity ? [{ name: "repetition.quantity", theme, values: ofQuantity.count }] : []),
    ...(ofAmount ? [{ name: "repetition.amount", theme, values: ofAmount.count }] : []),
    ...(both ? [{ name: "repetition.line", theme, values: sizeOf(groupBy(both)) }] : []),
  ];
}
