import { type Detector, loadDetectors } from "../detection/index.ts";
import { Refusal } from "../platform/index.ts";

export type DetectorParameters = Record<string, Record<string, unknown>>;

/** `--set split-order.approvalLimit=3000000` and the like, checked against the detectors' own schemas. */
export async function readDetectorParameters(settings: readonly string[]): Promise<DetectorParameters> {
  const detectors = new Map((await loadDetectors()).map((detector) => [detector.id, detector]));
  const params: DetectorParameters = {};
  for (const setting of settings) {
    const [, id = "", name = "", text = ""] = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(setting) ?? [];
    const detector = detectors.get(id);
    if (!detector || !(name in detector.params.shape)) throw unknownParameter(setting, detector);
    params[id] = { ...params[id], [name]: parameterValue(text) };
    const checked = detector.params.safeParse(params[id]);
    if (!checked.success) {
      throw new Refusal("invalid", {
        zh: `--set ${setting}：参数值不合要求（${checked.error.issues[0]?.message}）。`,
        en: `--set ${setting}: the value does not fit (${checked.error.issues[0]?.message}).`,
      });
    }
  }
  return params;
}

function parameterValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function unknownParameter(setting: string, detector: Detector | undefined): Refusal {
  const names = detector ? Object.keys(detector.params.shape).join(", ") : "";
  return detector
    ? new Refusal("invalid", {
        zh: `--set ${setting}：检测器 ${detector.id} 没有这个参数；它的参数有 ${names}。`,
        en: `--set ${setting}: detector ${detector.id} has no such parameter; it has ${names}.`,
      })
    : new Refusal("invalid", {
        zh: `--set ${setting}：应写作 检测器.参数=值，检测器见 ./plumbline detectors。`,
        en: `--set ${setting}: write DETECTOR.PARAMETER=VALUE; ./plumbline detectors lists the detectors.`,
      });
}
