import { z } from "zod";
import { type Context, type Reader, Refusal, type Tx } from "../../platform/index.ts";
import { house } from "../house.ts";

/** What all detectors go by; their parameters are versions of rules, and when they begin by themselves stands among the settings of the company. */
export const detectionSettings = z.object({
  /** Counts changes: a save names the one it was made from. */
  revision: z.int(),
  falseDiscoveryRate: z.number().min(0.001).max(0.5),
  /** What a back-test counts for looking into one alert. */
  minutesPerAlert: z.int().min(1).max(10_000),
});
type DetectionSettings = z.infer<typeof detectionSettings>;

export async function readDetectionSettings(db: Reader): Promise<DetectionSettings> {
  const row = await db.selectFrom("detection_setting").selectAll().executeTakeFirstOrThrow();
  return {
    revision: row.revision,
    falseDiscoveryRate: row.false_discovery_rate,
    minutesPerAlert: row.minutes_per_alert,
  };
}

/** Refuses what was made from older settings. */
export async function changeDetectionSettings(
  context: Context,
  given: DetectionSettings,
): Promise<DetectionSettings> {
  const input = detectionSettings.parse(given);
  return context.commit(async (tx) => {
    context.require("detection.configure", house);
    const before = await readDetectionSettings(tx);
    if (before.revision !== input.revision) throw changedMeanwhile();
    const after = { ...input, revision: before.revision + 1 };
    await writeSettings(tx, after);
    const event = { type: "detection.configured", subject: "detection:settings", before, after };
    return { result: after, event: { ...event, seals: { revision: after.revision } } };
  });
}

async function writeSettings(tx: Tx, settings: DetectionSettings): Promise<void> {
  await tx
    .updateTable("detection_setting")
    .set({
      revision: settings.revision,
      false_discovery_rate: settings.falseDiscoveryRate,
      minutes_per_alert: settings.minutesPerAlert,
    })
    .execute();
}

const changedMeanwhile = () =>
  new Refusal("conflict", {
    zh: "检测设置已被他人修改，请重新载入后再保存。",
    en: "The settings of detection were changed meanwhile; load them again before saving.",
  });
