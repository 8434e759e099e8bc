import { z } from "zod";
import { type Detector, loadDetectors } from "../../detection/index.ts";
import {
  type Bilingual,
  type Context,
  canonicalJson,
  type Event,
  Refusal,
  schemaProblems,
  type Tx,
} from "../../platform/index.ts";
import { house } from "../house.ts";
import { readDetectionSettings } from "../runs/settings.ts";
import { lastRevisions } from "./revisions.ts";

export const changeParametersInput = z.object({
  /** The revision that the person saw; a later one refuses the save. */
  revision: z.int().min(0),
  /** All that shall differ from the defaults. */
  params: z.record(z.string(), z.union([z.number(), z.array(z.number())])),
  isOff: z.boolean(),
  reason: z.string().trim().min(1).max(2_000),
});
export type ChangeParametersInput = z.infer<typeof changeParametersInput>;

/** What the next run goes by for one detector. The run before stays as it was: its parameters stand with it. */
export async function changeParameters(
  context: Context,
  id: string,
  given: ChangeParametersInput,
): Promise<{ revision: number }> {
  const input = changeParametersInput.parse(given);
  const detector = (await loadDetectors()).find((one) => one.id === id);
  return context.commit(async (tx) => {
    context.require("detection.configure", house);
    if (!detector) throw noSuchDetector(id);
    const problems = problemsOf(detector, input.params);
    if (problems.length > 0) throw new Refusal("invalid", problems);
    const standing = (await lastRevisions(tx)).get(id) ?? { revision: 0, isOff: false };
    if (standing.revision !== input.revision) throw changedMeanwhile();
    const settings = await readDetectionSettings(tx);
    const before = { params: settings.params[id] ?? {}, isOff: standing.isOff };
    const after = { params: differing(detector, input.params), isOff: input.isOff };
    const events = eventsOf(id, before, after, input.reason);
    if (!events) throw nothingChanges();
    const revision = standing.revision + 1;
    const { actor, now } = context;
    await tx
      .insertInto("detector_revision")
      .values({
        detector: id,
        revision,
        params: JSON.stringify(after.params),
        is_off: after.isOff,
        reason: input.reason,
        changed_by: actor.id,
        changed_at: now,
      })
      .execute();
    await writeParams(tx, { ...settings.params, [id]: after.params });
    return { result: { revision }, event: events };
  });
}

interface State {
  readonly params: Readonly<Record<string, unknown>>;
  readonly isOff: boolean;
}

function eventsOf(id: string, before: State, after: State, reason: string): [Event, ...Event[]] | undefined {
  const subject = `detector:${id}`;
  const events: Event[] = [];
  if (canonicalJson(before.params) !== canonicalJson(after.params)) {
    events.push({
      type: "detector.parameters-changed",
      subject,
      before: before.params,
      after: { params: after.params, reason },
    });
  }
  if (before.isOff !== after.isOff) {
    const type = after.isOff ? "detector.switched-off" : "detector.switched-on";
    events.push({ type, subject, after: { reason } });
  }
  const [first, ...rest] = events;
  return first && [first, ...rest];
}

function problemsOf(detector: Detector, params: ChangeParametersInput["params"]): Bilingual[] {
  const unknown = Object.keys(params).filter((name) => !Object.hasOwn(detector.params.shape, name));
  return [
    ...unknown.map((name) => ({ zh: `没有参数 ${name}。`, en: `There is no parameter ${name}.` })),
    ...schemaProblems(detector.params, params).map(({ path, message }) => ({
      zh: `${String(path[0] ?? "")}：${message.zh}。`,
      en: `${String(path[0] ?? "")}: ${message.en}.`,
    })),
  ];
}

/** Without those that say what the default says: the default may get better with a later version. */
function differing(detector: Detector, params: ChangeParametersInput["params"]) {
  const usual = detector.params.parse({});
  return Object.fromEntries(
    Object.entries(params).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(usual[name])),
  );
}

async function writeParams(tx: Tx, params: Readonly<Record<string, Readonly<Record<string, unknown>>>>) {
  const kept = Object.entries(params).filter(([, own]) => Object.keys(own).length > 0);
  await tx
    .updateTable("detection_setting")
    .set(({ eb }) => ({
      params: JSON.stringify(Object.fromEntries(kept)),
      revision: eb("revision", "+", 1),
    }))
    .execute();
}

export const noSuchDetector = (id: string) =>
  new Refusal("not-found", { zh: `没有检测器“${id}”。`, en: `There is no detector ${id}.` });
const changedMeanwhile = () =>
  new Refusal("conflict", {
    zh: "这个检测器的参数已被他人修改，请重新载入后再保存。",
    en: "The parameters of this detector were changed meanwhile; load them again before saving.",
  });
const nothingChanges = () =>
  new Refusal("invalid", { zh: "没有任何改动，未保存。", en: "Nothing was changed, so nothing was saved." });
