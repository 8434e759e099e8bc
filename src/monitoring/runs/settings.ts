import { z } from "zod";
import { loadDetectors } from "../../detection/index.ts";
import {
  type Bilingual,
  type Context,
  type Reader,
  Refusal,
  schemaProblems,
  type Tx,
} from "../../platform/index.ts";
import { house } from "../house.ts";

const params = z.record(z.string(), z.record(z.string(), z.unknown()));

/** What runs go by; when they begin by themselves stands among the settings of the company. */
export const detectionSettings = z.object({
  /** Counts changes: a save names the one it was made from. */
  revision: z.int(),
  falseDiscoveryRate: z.number().min(0.001).max(0.5),
  /** Parameters that differ from their defaults, by detector. */
  params,
});
type DetectionSettings = z.infer<typeof detectionSettings>;

export async function readDetectionSettings(db: Reader): Promise<DetectionSettings> {
  const row = await db.selectFrom("detection_setting").selectAll().executeTakeFirstOrThrow();
  return {
    revision: row.revision,
    falseDiscoveryRate: row.false_discovery_rate,
    params: params.parse(row.params),
  };
}

/** Refuses what a detector would not take, with the parameter's name, and what was made from older settings. */
export async function changeDetectionSettings(
  context: Context,
  given: DetectionSettings,
): Promise<DetectionSettings> {
  const input = detectionSettings.parse(given);
  const problems = await parameterProblems(input.params);
  return context.commit(async (tx) => {
    context.require("detection.configure", house);
    if (problems.length > 0) throw new Refusal("invalid", problems);
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
      params: JSON.stringify(settings.params),
    })
    .execute();
}

async function parameterProblems(given: DetectionSettings["params"]): Promise<Bilingual[]> {
  const detectors = new Map((await loadDetectors()).map((detector) => [detector.id, detector]));
  return Object.entries(given).flatMap(([id, values]) => {
    const detector = detectors.get(id);
    if (!detector) return [{ zh: `没有检测器 ${id}。`, en: `There is no detector ${id}.` }];
    const unknown = Object.keys(values).filter((name) => !Object.hasOwn(detector.params.shape, name));
    return [
      ...unknown.map((name) => ({
        zh: `检测器 ${id} 没有参数 ${name}。`,
        en: `Detector ${id} has no parameter ${name}.`,
      })),
      ...schemaProblems(detector.params, values).map(({ message }) => ({
        zh: `检测器 ${id}：${message.zh}。`,
        en: `Detector ${id}: ${message.en}.`,
      })),
    ];
  });
}

const changedMeanwhile = () =>
  new Refusal("conflict", {
    zh: "检测设置已被他人修改，请重新载入后再保存。",
    en: "The settings of detection were changed meanwhile; load them again before saving.",
  });
