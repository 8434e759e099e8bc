import type { EvidenceMaker, Packed } from "../../ledger/index.ts";
import { type Context, type EventLog, Refusal } from "../../platform/index.ts";
import { readForm } from "../forms/keep-form.ts";
import { isSensitiveFor } from "../forms/sensitive.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { recordResource } from "../record-resources.ts";
import type { History } from "../store/get-record.ts";
import { draftVersions, type VersionRef } from "./draft-versions.ts";
import { labelsOf, type PersonalName, personalNames, sealingEvents, sourcesOf } from "./environment.ts";
import { choiceOf, type PersonalChoice } from "./personal-choice.ts";

export interface ReadableRecord {
  readonly kind: Kind;
  /** Of a record that the actor may read. */
  readonly history: History;
}

/** The proof of one version, for a look. It is told like reading the page, where it opens what the page shows. */
export async function proveVersion(
  context: Context,
  maker: EvidenceMaker,
  { kind, history }: ReadableRecord,
  { version, personal }: { readonly version: number; readonly personal: PersonalChoice },
): Promise<Uint8Array> {
  const { shown, refs } = history;
  const asked = [{ record: shown.record, version }];
  const draft = (db: Context["db"]) => draftVersions({ db, outside: context.db }, asked, choiceOf(personal));
  const form = await readForm(context.db, kind);
  const isTold =
    personal.length > 0 && (await isSensitiveFor(context.db, context.actor.id, { kind, form, history }));
  const event = { type: "record.read", subject: `record:${shown.record}`, seals: { version } };
  const drafted = isTold
    ? await context.disclose(event, (db) => {
        context.require("records.read", recordResource({ ...shown, refs }));
        return draft(db);
      })
    : await draft(context.db);
  if (drafted.length === 0) throw noSuchVersion();
  return maker.prove(drafted.map(({ item }) => item));
}

/** What can be chosen for a package of a record: its versions, and names of what lies under commitments of its own. */
export async function recordChoices(
  { db }: Pick<Context, "db">,
  { history }: ReadableRecord,
): Promise<{ versions: number[]; personal: PersonalName[] }> {
  const { shown, versions } = history;
  const refs = versions.map(({ version }): VersionRef => ({ record: shown.record, version }));
  const drafted = await draftVersions({ db, outside: db }, refs, () => false);
  return { versions: drafted.map(({ version }) => version), personal: personalNames(drafted) };
}

export interface RecordPackage {
  readonly versions: readonly number[] | "all";
  readonly personal: PersonalChoice;
}

/** The evidence of a record for giving away: its versions, where they came from, and the events that sealed them. */
export function packRecord(
  context: Context,
  { maker, events }: { readonly maker: EvidenceMaker; readonly events: EventLog },
  { history }: ReadableRecord,
  { versions, personal }: RecordPackage,
): Promise<Packed> {
  const { shown, refs } = history;
  return maker.pack(context, {
    about: { kind: "record", id: shown.record },
    asked: { versions, personal },
    async collect(db) {
      context.require("records.package", recordResource({ ...shown, refs }));
      const all = history.versions.map(({ version }): VersionRef => ({ record: shown.record, version }));
      const wanted = versions === "all" ? all : all.filter(({ version }) => versions.includes(version));
      const drafted = await draftVersions({ db, outside: context.db }, wanted, choiceOf(personal));
      if (drafted.length === 0) throw noSuchVersion();
      return {
        items: [...drafted.map(({ item }) => item), ...(await sealingEvents(events, drafted))],
        labels: labelsOf(drafted),
        sources: await sourcesOf(db, drafted),
      };
    },
  });
}

const noSuchVersion = () => new Refusal("not-found", { zh: "没有这一版。", en: "There is no such version." });
