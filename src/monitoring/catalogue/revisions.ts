import type { Reader } from "../../platform/index.ts";

/** How far a detector's parameters have come: 0 before anybody changed any. */
export interface Revision {
  readonly revision: number;
  readonly isOff: boolean;
}

/** The newest revision of each detector that has one. */
export async function lastRevisions(db: Reader): Promise<Map<string, Revision>> {
  const rows = await db
    .selectFrom("detector_revision")
    .distinctOn("detector")
    .select(["detector", "revision", "is_off"])
    .orderBy("detector")
    .orderBy("revision", "desc")
    .execute();
  return new Map(rows.map(({ detector, revision, is_off }) => [detector, { revision, isOff: is_off }]));
}

export async function detectorsSwitchedOff(db: Reader): Promise<string[]> {
  const revisions = await lastRevisions(db);
  return [...revisions].flatMap(([id, { isOff }]) => (isOff ? [id] : []));
}
