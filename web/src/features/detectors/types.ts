import type { paths } from "../../api/schema.d.ts";

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { "application/json": infer Body } } } };
}
  ? Body
  : never;

export type Row = Answer<"/api/detectors">["rows"][number];
export type Detector = Answer<"/api/detectors/{id}">;
export type Parameter = Detector["parameters"][number];
export type Value = Parameter["value"];
export type Version = Answer<"/api/detectors/{id}/versions">["rows"][number];
export type Trial = Answer<"/api/back-tests/{id}">;
export type Shadow = Answer<"/api/detectors/{id}/versions/{number}/shadow">;
export type Mute = Answer<"/api/mutes">["rows"][number];
export type TrialRow = Trial["gainedRows"][number];
