import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Context, Refusal } from "../../platform/index.ts";
import { isNameTaken, readView, writeView } from "./queries.ts";
import { nameTaken, subjectOf, type View, viewDefinition, viewName, viewOf, viewResource } from "./view.ts";

export const saveViewInput = z.object({
  name: viewName,
  kind: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
  definition: viewDefinition,
});

/** A new view of one's own. */
export function saveView(context: Context, given: z.input<typeof saveViewInput>): Promise<View> {
  const { name, kind, definition } = saveViewInput.parse(given);
  const owner = context.actor.id;
  const row = {
    id: randomUUID(),
    owner,
    name,
    kind,
    definition,
    is_shared: false,
    version: 1,
    saved_at: context.now,
  };
  return context.commit(async (tx) => {
    context.require("views.save", viewResource(row));
    if (await isNameTaken(tx, { owner, kind, name })) throw nameTaken(name);
    await writeView(tx, row);
    const event = { type: "view.saved", subject: subjectOf(row.id), after: { name, kind, definition } };
    return { result: viewOf(row, owner), event };
  });
}

export const resaveViewInput = z.object({
  id: z.uuid(),
  /** The version that the person saw; a later one refuses the save. */
  version: z.int().min(1),
  definition: viewDefinition,
});

/** The view is from now on what is looked at now. */
export function resaveView(context: Context, given: z.input<typeof resaveViewInput>): Promise<View> {
  const { id, version, definition } = resaveViewInput.parse(given);
  return context.commit(async (tx) => {
    const before = await readView(tx, id);
    context.require("views.save", viewResource(before));
    if (before.version !== version) throw savedMeanwhile(before.name);
    const row = { ...before, definition, version: version + 1, saved_at: context.now };
    await writeView(tx, row);
    const event = {
      type: "view.saved",
      subject: subjectOf(id),
      before: { definition: before.definition },
      after: { definition },
    };
    return { result: viewOf(row, context.actor.id), event };
  });
}

const savedMeanwhile = (name: string) =>
  new Refusal("conflict", {
    zh: `视图“${name}”已在别处保存过，请重新打开后再保存。`,
    en: `The view ${name} has been saved elsewhere meanwhile. Open it again and save.`,
  });
