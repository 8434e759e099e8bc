import type { ComponentType } from "react";
import type { Role } from "../api/index.ts";
import type { Bilingual } from "./words.ts";

/**
 * What a folder of `features` exports as `feature` from its index.tsx. The pages are found by themselves;
 * features know nothing of each other and meet at addresses.
 */
export interface Feature {
  readonly nav?: readonly NavEntry[];
  readonly pages: readonly FeaturePage[];
}

export interface NavEntry {
  readonly path: string;
  readonly title: Bilingual;
  /** An icon of @ant-design/icons, or one's own SVG of 1em. */
  readonly icon: ComponentType<{ readonly "aria-hidden"?: boolean }>;
  /** From the top: dashboard 10, alerts 20, records 30, imports 40, detectors 50, settings 60, people 70, system 80. */
  readonly order: number;
  /** Whoever holds one of them sees the entry; left out: everybody who is signed in. */
  readonly roles?: readonly Role[];
}

export interface FeaturePage {
  readonly path: string;
  /** Whoever holds one of them may enter; left out: everybody who is signed in. */
  readonly roles?: readonly Role[];
  /** `visitors`: for those who are not signed in, without the frame of the workbench. */
  readonly audience?: "members" | "visitors";
  load(): Promise<{ readonly default: ComponentType }>;
}
