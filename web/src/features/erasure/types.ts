import type { paths } from "../../api/index.ts";

type Answer<Path extends keyof paths, Verb extends "get" | "post"> = paths[Path] extends {
  [verb in Verb]: { responses: { 200: { content: { "application/json": infer Body } } } };
}
  ? Body
  : never;

export type Erasures = Answer<"/api/erasures", "get">;
export type Request = Erasures["requests"][number];
type Preview = Answer<"/api/erasures/preview", "post">;
export type FoundRecord = Answer<"/api/erasures/find", "post">["found"][number];
export type Counts = Preview["counts"];
export type Hold = Answer<"/api/holds", "get">[number];

/** Parts of a record to be erased by themselves; `whole` where all of it goes. */
export interface Chosen {
  readonly whole: boolean;
  readonly parts: readonly string[];
}
