import type { EvidenceMaker, Packed } from "../../ledger/index.ts";
import { type Context, type EventLog, type Reader, Refusal } from "../../platform/index.ts";
import {
  choiceOf,
  draftVersions,
  labelsOf,
  type PersonalChoice,
  personalNames,
  sealingEvents,
  sourcesOf,
  type VersionRef,
} from "../../records/index.ts";
import { alertResource, alertVisibleTo, noSuchAlert } from "../alerts/visible-alert.ts";
import { alertFinding } from "../runs/alert-finding.ts";
import { type DraftedAlertVersion, draftAlertVersions, draftSteps } from "./draft-alert.ts";

interface Maker {
  readonly maker: EvidenceMaker;
  readonly events: EventLog;
}

/** What is looked at of an alert: a version of it, or a step of those who work on it. */
export type AlertPart =
  | { readonly alert: string; readonly version: number }
  | { readonly alert: string; readonly revision: number };

/** The proof of a part of an alert, for a look; told like reading the alert. */
export async function proveAlert(
  context: Context,
  { maker, events }: Maker,
  part: AlertPart,
): Promise<Uint8Array> {
  const { alert } = part;
  const items = await context.disclose({ type: "alert.read", subject: `alert:${alert}` }, async (db) => {
    await requireVisible(context, db, "alerts.read", alert);
    if ("revision" in part) return draftSteps({ db, events }, part);
    const drafted = await draftAlertVersions({ db, outside: context.db, events }, part, () => true);
    return drafted.map(({ item }) => item);
  });
  if (items.length === 0) throw noSuchPart();
  return maker.prove(items);
}

/** What is to be disclosed of the records that an alert rests on: names as in their leaves. */
export interface AlertPackage {
  readonly alert: string;
  /** What the findings say: whom they accuse, and of what. */
  readonly findings: boolean;
  readonly personal: PersonalChoice;
}

/** The evidence of an alert for giving away: what runs said, what people did, and the records that it rests on. */
export function packAlert(context: Context, { maker, events }: Maker, asked: AlertPackage): Promise<Packed> {
  const { alert, findings, personal } = asked;
  return maker.pack(context, {
    about: { kind: "alert", id: alert },
    asked: { findings, personal },
    async collect(db) {
      await requireVisible(context, db, "alerts.package", alert);
      const reading = { db, outside: context.db, events };
      const versions = await draftAlertVersions(reading, { alert }, () => findings);
      const steps = await draftSteps(reading, { alert });
      const { actor } = context;
      const records = await draftVersions({ ...reading, actor }, recordsOf(versions), choiceOf(personal));
      return {
        items: [
          ...versions.map(({ item }) => item),
          ...steps,
          ...records.map(({ item }) => item),
          ...(await sealingEvents(events, records)),
        ],
        labels: { ...labelsOf(records), alert: { zh: "疑点", en: "Alert", fields: {} } },
        sources: await sourcesOf(db, records),
      };
    },
  });
}

/** What can be put into a package of an alert. It tells names of fields, and no value. */
export async function alertChoices(context: Context, { events }: Pick<Maker, "events">, alert: string) {
  const { db, actor } = context;
  await requireVisible(context, db, "alerts.package", alert);
  const versions = await draftAlertVersions({ db, outside: db, events }, { alert }, () => false);
  const records = await draftVersions({ db, outside: db, actor }, recordsOf(versions), () => false);
  return { versions: versions.length, records: records.length, personal: personalNames(records) };
}

/** The record versions that any version of the alert names, each once. */
function recordsOf(versions: readonly DraftedAlertVersion[]): VersionRef[] {
  const named = versions.flatMap(({ finding }) => alertFinding.safeParse(finding).data?.evidence ?? []);
  return [...new Map(named.map((one) => [`${one.record}/${one.version}`, one])).values()];
}

async function requireVisible(context: Context, db: Reader, action: string, alert: string): Promise<void> {
  const row = await db
    .selectFrom("alert")
    .select(["id", "subjects"])
    .where("id", "=", alert)
    .where(alertVisibleTo(context.actor))
    .executeTakeFirst();
  if (!row) throw noSuchAlert();
  context.require(action, alertResource(row));
}

const noSuchPart = () =>
  new Refusal("not-found", { zh: "没有这一版或这一步。", en: "There is no such version or step." });
