import type { HouseLedger } from "../../ledger/index.ts";
import type { RoomParts } from "../../people/index.ts";
import type { Bilingual, Database, EventLog } from "../../platform/index.ts";

/** What is known of the ledger when concerns are looked for. */
export interface LedgerFacts {
  readonly now: Date;
  /** Why sealing has stopped. */
  readonly stopped: Bilingual | undefined;
  /** Differences that nobody has settled. */
  readonly openFaults: number;
  /** When the oldest entry happened that is not yet sealed. */
  readonly unsealedSince: Date | undefined;
  /** When the log began. */
  readonly since: Date | undefined;
  readonly lastCheck: Date | undefined;
  /** Of the newest published checkpoint; `undefined` without witnesses. */
  readonly isWitnessed: boolean | undefined;
  /** What outside the house has failed for longer than is well. */
  readonly overdue: readonly { readonly what: Bilingual; readonly problem: Bilingual }[];
}

export interface LedgerConcern extends Bilingual {
  /** `high` is an alarm on every page of those who watch over the ledger. */
  readonly severity: "high" | "medium";
}

const minute = 60_000;
const longestUnsealed = 2 * minute;
const longestUnchecked = 36 * 60 * minute;

/** The worst first; none where all is well. */
export function concernsOfLedger(facts: LedgerFacts): LedgerConcern[] {
  const { now, stopped, openFaults, unsealedSince, isWitnessed, overdue } = facts;
  const age = (moment: Date | undefined) => (moment ? now.getTime() - moment.getTime() : 0);
  const isUnchecked =
    age(facts.since) > longestUnchecked && age(facts.lastCheck ?? facts.since) > longestUnchecked;
  const high = [
    openFaults > 0 ? [unsettled(openFaults)] : [],
    stopped ? [{ zh: `封存已停止：${stopped.zh}`, en: `Sealing has stopped: ${stopped.en}` }] : [],
    !stopped && age(unsealedSince) > longestUnsealed ? [behind(Math.floor(age(unsealedSince) / minute))] : [],
  ].flat();
  const medium = [
    isUnchecked ? [unchecked] : [],
    isWitnessed === false ? [unwitnessed] : [],
    overdue.map(late),
  ].flat();
  return [
    ...high.map((one) => ({ ...one, severity: "high" as const })),
    ...medium.map((one) => ({ ...one, severity: "medium" as const })),
  ];
}

const unsettled = (count: number): Bilingual => ({
  zh: `发现 ${count} 处内容与封存不符，尚未处理。`,
  en:
    count === 1
      ? "1 thing does not fit what was sealed, and nobody has settled it."
      : `${count} things do not fit what was sealed, and nobody has settled them.`,
});

const behind = (minutes: number): Bilingual => ({
  zh: `封存落后：最早一条未封存的记录已等待 ${minutes} 分钟。`,
  en: `Sealing lags behind: the oldest entry that is not sealed has waited for ${minutes} minutes.`,
});

const unchecked: Bilingual = {
  zh: "超过一天半没有核对过账本与记录。",
  en: "Log and records have not been checked for more than a day and a half.",
};

const unwitnessed: Bilingual = {
  zh: "最近公布的检查点没有等到足够的见证方联署。",
  en: "The newest checkpoint was published before enough witnesses had cosigned.",
};

const late = ({ what, problem }: LedgerFacts["overdue"][number]): Bilingual => ({
  zh: `${what.zh}已逾期：${problem.zh}`,
  en: `${what.en} is overdue: ${problem.en}`,
});

export type HealthParts = Pick<RoomParts, "database" | "events"> & { readonly ledger: HouseLedger };

export async function readLedgerConcerns(parts: HealthParts, now: Date): Promise<LedgerConcern[]> {
  return concernsOfLedger(await readLedgerFacts(parts, now));
}

export async function readLedgerFacts(
  { database, events, ledger }: HealthParts,
  now: Date,
): Promise<LedgerFacts> {
  const { base } = ledger.ring();
  const { sealed, fault } = ledger.state();
  const check = await database.reader
    .selectFrom("integrity_check")
    .select((eb) => eb.fn.max("finished_at").as("at"))
    .executeTakeFirst();
  return {
    now,
    stopped: fault?.sentence,
    openFaults: await countOpenFaults(database),
    unsealedSince: await timeOf(events, base + sealed),
    since: await timeOf(events, base),
    lastCheck: check?.at ?? undefined,
    isWitnessed: ledger.published()?.isWitnessed,
    overdue: overdueOf(ledger),
  };
}

export async function countOpenFaults({ reader }: Pick<Database, "reader">): Promise<number> {
  const row = await reader
    .selectFrom("integrity_fault")
    .select((eb) => eb.fn.countAll<bigint>().as("count"))
    .where("settled_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

async function timeOf(events: EventLog, index: number): Promise<Date | undefined> {
  return (await events.readEntries(index, 1))[0]?.time;
}

/** What vouches for the ledger outside this house, and has not for too long. */
export function overdueOf(ledger: Pick<HouseLedger, "stamping" | "anchoring" | "mirrors"> | undefined) {
  const stamps = (ledger?.stamping?.views() ?? []).map((view) => ({
    ...view,
    what: {
      zh: `账本的可信时间戳（${hostOf(view.url)}）`,
      en: `The ledger's time stamp by ${hostOf(view.url)}`,
    },
  }));
  const anchor = ledger?.anchoring?.view();
  const anchors = anchor
    ? [{ ...anchor, what: { zh: "账本的链上存证", en: `The ledger's anchor in chain ${anchor.chainId}` } }]
    : [];
  const mirrors = (ledger?.mirrors ?? []).map((mirror) => {
    const view = mirror.view();
    return { ...view, what: { zh: `账本的镜像 ${view.place}`, en: `The ledger's mirror ${view.place}` } };
  });
  return [...stamps, ...anchors, ...mirrors].flatMap(({ isOverdue, problem, what }) =>
    isOverdue && problem ? [{ what, problem }] : [],
  );
}

const hostOf = (url: string) => new URL(url).host;
