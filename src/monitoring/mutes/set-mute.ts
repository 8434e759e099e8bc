import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Resource } from "../../people/index.ts";
import { type Context, Refusal, type Tx } from "../../platform/index.ts";
import { readSettings } from "../../records/index.ts";
import { noSuchDetector } from "../catalogue/switch-detector.ts";
import { detectorNamed } from "../rules/known-detectors.ts";
import { longestMute, type MuteScope, muteScope } from "./mute.ts";

const reason = z.string().trim().min(1).max(2_000);

export const setMuteInput = z.object({
  /** Absent: every detector, for some scope. */
  detector: z.string().max(100).optional(),
  scope: muteScope,
  scopeId: z.string().trim().min(1).max(200).optional(),
  reason,
  /** The last day on which it holds. */
  until: z.iso.date(),
});
export const endMuteInput = z.object({ reason });

/** Has findings of a scope alert nobody until a day. They are found, kept and marked all the same. Gives its id. */
export function setMute(context: Context, given: z.input<typeof setMuteInput>): Promise<string> {
  const { detector, scope, scopeId, reason, until } = setMuteInput.parse(given);
  const id = randomUUID();
  const subjects = subjectsOf(scope, scopeId);
  return context.commit(async (tx) => {
    context.require("mutes.set", muteResource(id, subjects));
    if ((scope === "all") !== (scopeId === undefined)) throw scopeNeeded(scope);
    if (detector === undefined && scope === "all") throw tooWide();
    if (detector !== undefined && !(await detectorNamed(tx, detector))) throw noSuchDetector(detector);
    await checkUntil(tx, context.now, until);
    await tx
      .insertInto("mute")
      .values({
        id,
        detector: detector ?? null,
        scope,
        scope_id: scopeId ?? null,
        reason,
        until,
        subjects,
        set_by: context.actor.id,
        set_at: context.now,
      })
      .execute();
    const after = { detector, scope, scopeId, reason, until };
    return { result: id, event: { type: "mute.set", subject: `mute:${id}`, after } };
  });
}

/** Ends a mute before its day. */
export function endMute(context: Context, id: string, given: z.infer<typeof endMuteInput>): Promise<void> {
  const { reason } = endMuteInput.parse(given);
  return context.commit(async (tx) => {
    const row = await tx.selectFrom("mute").select("subjects").where("id", "=", id).executeTakeFirst();
    context.require("mutes.set", muteResource(id, row?.subjects ?? []));
    if (!row) throw noSuchMute();
    const ended = await tx
      .updateTable("mute")
      .set({ ended_by: context.actor.id, ended_at: context.now, ended_because: reason })
      .where("id", "=", id)
      .where("ended_at", "is", null)
      .returning("id")
      .executeTakeFirst();
    if (!ended) throw endedAlready();
    return { result: undefined, event: { type: "mute.ended", subject: `mute:${id}`, after: { reason } } };
  });
}

export const muteResource = (id: string, subjects: readonly string[]): Resource => ({
  type: "Mute",
  id,
  subjects,
});

/** Whom a mute tells of: a seller, or whoever stands above an org unit. */
const subjectsOf = (scope: MuteScope, id: string | undefined): string[] =>
  (scope === "seller" || scope === "org-unit") && id !== undefined ? [id] : [];

async function checkUntil(tx: Tx, now: Date, until: string): Promise<void> {
  const { timeZone } = (await readSettings(tx)).calendar;
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone }).format(now);
  if (until < today) throw over(until);
  const days = (Date.parse(until) - Date.parse(today)) / 86_400_000;
  if (days > longestMute) throw tooLong();
}

const scopeNeeded = (scope: MuteScope) =>
  new Refusal(
    "invalid",
    scope === "all"
      ? { zh: "对全部范围免提醒时不能再指定对象。", en: "A mute of everything names nobody." }
      : { zh: "请写明对哪一个对象免提醒。", en: "Say for whom or what alerts are muted." },
  );
const tooWide = () =>
  new Refusal("invalid", {
    zh: "不能对全部检测器、全部范围免提醒：请限定检测器或对象。",
    en: "All detectors cannot be muted for everything; name a detector or a scope.",
  });
const over = (day: string) =>
  new Refusal("invalid", { zh: `截止日 ${day} 已经过去。`, en: `The last day, ${day}, is past.` });
const tooLong = () =>
  new Refusal("invalid", {
    zh: `免提醒最长 ${longestMute} 天；到期后如仍有必要，请重新设置并再写理由。`,
    en: `A mute lasts ${longestMute} days at most; where it is still wanted then, set it again with its reason.`,
  });
const noSuchMute = () => new Refusal("not-found", { zh: "没有这项免提醒。", en: "There is no such mute." });
const endedAlready = () =>
  new Refusal("conflict", { zh: "这项免提醒已经结束。", en: "This mute has ended already." });
