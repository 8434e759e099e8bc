import { describe, expect, test } from "vitest";
import { concernsOfLedger, type LedgerFacts } from "./ledger-health.ts";

const now = new Date("2026-11-29T12:00:00Z");
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

const well: LedgerFacts = {
  now,
  stopped: undefined,
  openFaults: 0,
  unsealedSince: undefined,
  since: minutesAgo(60 * 24 * 30),
  lastCheck: minutesAgo(60 * 9),
  isWitnessed: undefined,
  overdue: [],
};

const late = {
  what: { zh: "时间戳", en: "The time stamp" },
  problem: { zh: "没有回应。", en: "No answer." },
};

const told = (facts: Partial<LedgerFacts>) =>
  concernsOfLedger({ ...well, ...facts }).map(({ severity, en }) => `${severity}: ${en}`);

describe("a ledger", () => {
  test("is well while all is sealed and checked, with witnesses or without", () => {
    expect(told({})).toEqual([]);
    expect(told({ isWitnessed: true, unsealedSince: minutesAgo(1) })).toEqual([]);
  });

  test("that has just begun need not have been checked", () => {
    expect(told({ since: minutesAgo(60), lastCheck: undefined })).toEqual([]);
    expect(told({ since: undefined, lastCheck: undefined })).toEqual([]);
  });

  test.each<[string, Partial<LedgerFacts>, RegExp]>([
    ["faults nobody has settled", { openFaults: 2 }, /^high: 2 things do not fit/],
    [
      "sealing that stopped",
      { stopped: { zh: "磁盘", en: "The disk." } },
      /^high: Sealing has stopped: The disk\./,
    ],
    ["entries that are not sealed", { unsealedSince: minutesAgo(7) }, /^high: .* has waited for 7 minutes/],
    ["no check for days", { lastCheck: minutesAgo(60 * 40) }, /^medium: .*have not been checked/],
    ["no check at all", { lastCheck: undefined }, /^medium: .*have not been checked/],
    ["too few witnesses", { isWitnessed: false }, /^medium: .*before enough witnesses/],
    ["late stamps", { overdue: [late] }, /^medium: The time stamp is overdue: No answer\./],
  ])("tells of %s", (_, facts, sentence) => {
    expect(told(facts)).toEqual([expect.stringMatching(sentence)]);
  });

  test("tells the worst first, and not of lagging where sealing has stopped", () => {
    const stopped = { zh: "停", en: "Stopped." };
    const all = told({ overdue: [late], stopped, unsealedSince: minutesAgo(90), openFaults: 1 });
    expect(all.map((one) => one.split(":")[0])).toEqual(["high", "high", "medium"]);
  });
});
