import type { Feature, FeaturePage, NavEntry } from "../ui/index.ts";

// Every folder of `features` is found here; there is no list to edit.
const found = import.meta.glob<{ readonly feature: Feature }>("../features/*/index.tsx", { eager: true });
const features = Object.values(found).map(({ feature }) => feature);

export const pages: readonly FeaturePage[] = features.flatMap((feature) => feature.pages);
export const navEntries: readonly NavEntry[] = features
  .flatMap((feature) => feature.nav ?? [])
  .sort((a, b) => a.order - b.order);
