import { type Detector, loadDetectors } from "../detection/index.ts";
import { Refusal, schemaProblems } from "../platform/index.ts";

export type DetectorParameters = Record<string, Record<string, unknown>>;

/** `--set split-order.approvalLimit=3000000` and the like, checked against the detectors' own schemas. */
export async function readDetectorParameters(settings: readonly string[]): Promise<DetectorParameters> {
  const detectors = new Map((await loadDetectors()).map((detector) => [detector.id, detector]));
  const params: DetectorParameters = {};
  for (const setting of settings) {
    const [, id = "", name = "", text = ""] = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(setting) ?? [];
    const detector = detectors.get(id);
    if (!detector || !Object.hasOwn(detector.params.shape, name)) throw unknownParameter(setting, detector);
    params[id] = { ...params[id], [name]: parameterValue(text) };
    const [problem] = schemaProblems(detector.params, params[id]);
    if (problem) {
      throw new Refusal("invalid", {
        zh: `--set ${setting}：${problem.message.zh}。`,
        en: `--set ${setting}: ${problem.message.en}.`,
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
