import { z } from "zod";
import { type Context, Refusal } from "../../platform/index.ts";
import { house } from "../house.ts";
import { detectorNamed } from "../rules/known-detectors.ts";
import { lastRevisions } from "./revisions.ts";

export const switchDetectorInput = z.object({
  /** The revision that the person saw; a later one refuses the save. */
  revision: z.int().min(0),
  isOff: z.boolean(),
  reason: z.string().trim().min(1).max(2_000),
});
type SwitchDetectorInput = z.infer<typeof switchDetectorInput>;

/** Has the next runs leave a detector out, or take it up again. The alerts of before stay, told as no longer found. */
export async function switchDetector(
  context: Context,
  id: string,
  given: SwitchDetectorInput,
): Promise<{ revision: number }> {
  const { revision: seen, isOff, reason } = switchDetectorInput.parse(given);
  return context.commit(async (tx) => {
    context.require("detection.configure", house);
    if (!(await detectorNamed(tx, id))) throw noSuchDetector(id);
    const standing = (await lastRevisions(tx)).get(id) ?? { revision: 0, isOff: false };
    if (standing.revision !== seen) throw changedMeanwhile();
    if (standing.isOff === isOff) throw nothingChanges();
    const revision = standing.revision + 1;
    const { actor, now } = context;
    await tx
      .insertInto("detector_revision")
      .values({
        detector: id,
        revision,
        params: "{}",
        is_off: isOff,
        reason,
        changed_by: actor.id,
        changed_at: now,
      })
      .execute();
    const type = isOff ? "detector.switched-off" : "detector.switched-on";
    return { result: { revision }, event: { type, subject: `detector:${id}`, after: { reason } } };
  });
}

export const noSuchDetector = (id: string) =>
  new Refusal("not-found", { zh: `没有检测器“${id}”。`, en: `There is no detector ${id}.` });
const changedMeanwhile = () =>
  new Refusal("conflict", {
    zh: "这个检测器刚被他人停用或启用，请重新载入后再操作。",
    en: "This detector was switched meanwhile; load it again before saving.",
  });
const nothingChanges = () =>
  new Refusal("invalid", { zh: "没有任何改动，未保存。", en: "Nothing was changed, so nothing was saved." });
