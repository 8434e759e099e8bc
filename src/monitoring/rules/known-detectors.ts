import { type Detector, loadDetectors, ownDeclaration, ownDetector } from "../../detection/index.ts";
import { type Reader, sql } from "../../platform/index.ts";
import type { RuleRequest, RulesInForce } from "../runs/detection-request.ts";

let shipped: Promise<readonly Detector[]> | undefined;

/** The detectors of this version; their files do not change while it runs. */
function shippedDetectors(): Promise<readonly Detector[]> {
  shipped ??= loadDetectors();
  return shipped;
}

/** Every detector that people can be told of: those that ship, then those that were written here. */
export async function knownDetectors(db: Reader): Promise<readonly Detector[]> {
  const rows = await db
    .selectFrom("rule_version")
    .distinctOn("detector")
    .select(["detector", "declaration"])
    .where("declaration", "is not", null)
    .orderBy("detector")
    // As it is in force, or else as it was last written.
    .orderBy(sql`state = 'in-force'`, "desc")
    .orderBy("number", "desc")
    .execute();
  return [...(await shippedDetectors()), ...rows.map(detectorOf)];
}

export async function detectorNamed(db: Reader, id: string): Promise<Detector | undefined> {
  return (await knownDetectors(db)).find((one) => one.id === id);
}

/** As a version of the rule declared it; one that ships is what it is in this version of the product. */
export async function detectorAs(
  db: Reader,
  id: string,
  number: number | undefined,
): Promise<Detector | undefined> {
  const row = await db
    .selectFrom("rule_version")
    .select(["detector", "declaration"])
    .where("detector", "=", id)
    .where("number", "=", number ?? 0)
    .where("declaration", "is not", null)
    .executeTakeFirst();
  return row ? detectorOf(row) : detectorNamed(db, id);
}

function detectorOf({ detector, declaration }: { detector: string; declaration?: unknown }): Detector {
  return ownDetector(detector, ownDeclaration.parse(declaration));
}

/** What runs: the detectors that ship, and those written here that are in force. */
export async function detectorsInForce(rules: RulesInForce): Promise<readonly Detector[]> {
  const own = Object.values(rules).filter(({ declaration }) => declaration !== undefined);
  return [...(await shippedDetectors()), ...own.map(detectorOf)];
}

/** The detector that a version is of; `undefined` where one that shipped has been taken out of the product since. */
export async function detectorOnTrial(trial: RuleRequest): Promise<Detector | undefined> {
  if (trial.declaration !== undefined) return detectorOf(trial);
  return (await shippedDetectors()).find(({ id }) => id === trial.detector);
}
