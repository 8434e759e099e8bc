import type { Reader } from "../../platform/index.ts";

/** The last that a committed run found of an alert, with that run: what has ceased is taken as it was last found. */
export const lastFound = (db: Reader, alert: string) =>
  db
    .selectFrom("alert_version")
    .innerJoin("detection_run", "detection_run.id", "alert_version.run")
    .where("alert", "=", alert)
    .where("change", "<>", "ceased")
    .where("state", "=", "committed")
    .orderBy("alert_version.version", "desc")
    .limit(1);
