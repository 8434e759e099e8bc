import type { paths } from "../../api/schema.d.ts";

export type Row =
  paths["/api/detectors"]["get"]["responses"]["200"]["content"]["application/json"]["rows"][number];
export type Detector = paths["/api/detectors/{id}"]["get"]["responses"]["200"]["content"]["application/json"];
export type Parameter = Detector["parameters"][number];
export type Value = Parameter["value"];
