import type { Resource } from "../people/index.ts";

/** The installation, as a resource. */
export const house: Resource = { type: "House", id: "house" };
