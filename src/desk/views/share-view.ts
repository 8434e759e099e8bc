import { z } from "zod";
import type { Context } from "../../platform/index.ts";
import { readView, writeView } from "./queries.ts";
import { subjectOf, type View, viewOf, viewResource } from "./view.ts";

export const shareViewInput = z.object({ id: z.uuid(), isShared: z.boolean() });

/** Shows a view to everybody who reads records, or to its owner alone again. */
export function shareView(context: Context, given: z.input<typeof shareViewInput>): Promise<View> {
  const { id, isShared } = shareViewInput.parse(given);
  return context.commit(async (tx) => {
    const before = await readView(tx, id);
    context.require("views.share", viewResource(before));
    const row = { ...before, is_shared: isShared };
    await writeView(tx, row);
    const event = {
      type: isShared ? "view.shared" : "view.unshared",
      subject: subjectOf(id),
      after: { name: row.name },
    };
    return { result: viewOf(row, context.actor.id), event };
  });
}
