import { z } from "zod";
import type { Context } from "../../platform/index.ts";
import { readView } from "./queries.ts";
import { subjectOf, viewResource } from "./view.ts";

export const deleteViewInput = z.object({ id: z.uuid() });

export function deleteView(context: Context, given: z.input<typeof deleteViewInput>): Promise<void> {
  const { id } = deleteViewInput.parse(given);
  return context.commit(async (tx) => {
    const before = await readView(tx, id);
    context.require("views.delete", viewResource(before));
    await tx.deleteFrom("saved_view").where("id", "=", id).execute();
    const { name, kind, definition } = before;
    return {
      result: undefined,
      event: { type: "view.deleted", subject: subjectOf(id), before: { name, kind, definition } },
    };
  });
}
