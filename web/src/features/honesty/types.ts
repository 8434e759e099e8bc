import type { paths } from "../../api/index.ts";

export type Honesty = paths["/api/honesty"]["get"]["responses"]["200"]["content"]["application/json"];
export type Share = Honesty["detectors"][number]["precision"];
export type Precision = Honesty["ranks"][number];
export type Titled = Honesty["detectors"][number];
export type Group = Honesty["groups"][number];
export type DriftNotice = Honesty["drift"]["notices"][number];
export type Missed = Honesty["missed"][number]["missed"];
export type Calibration = Honesty["calibration"];

export type ListSummary =
  paths["/api/inspections"]["get"]["responses"]["200"]["content"]["application/json"][number];
export type InspectionList =
  paths["/api/inspections/{id}"]["get"]["responses"]["200"]["content"]["application/json"];
export type Item = InspectionList["rows"][number];
export type Outcome = NonNullable<Item["outcome"]>;
export type Unit = ListSummary["unit"];
export type GoesBy = "findings" | "ranking";
export type Choices =
  paths["/api/inspections/choices"]["get"]["responses"]["200"]["content"]["application/json"];
