import { z } from "zod";
import type { Context } from "../../platform/index.ts";
import { isNameTaken, readView, writeView } from "./queries.ts";
import { nameTaken, subjectOf, type View, viewName, viewOf, viewResource } from "./view.ts";

export const renameViewInput = z.object({ id: z.uuid(), name: viewName });

export function renameView(context: Context, given: z.input<typeof renameViewInput>): Promise<View> {
  const { id, name } = renameViewInput.parse(given);
  return context.commit(async (tx) => {
    const before = await readView(tx, id);
    context.require("views.rename", viewResource(before));
    if (await isNameTaken(tx, { ...before, name })) throw nameTaken(name);
    const row = { ...before, name };
    await writeView(tx, row);
    const event = {
      type: "view.renamed",
      subject: subjectOf(id),
      before: { name: before.name },
      after: { name },
    };
    return { result: viewOf(row, context.actor.id), event };
  });
}
