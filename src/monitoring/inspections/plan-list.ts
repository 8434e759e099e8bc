import { planInspections } from "../../detection/index.ts";
import { type Bilingual, type Context, type Reader, Refusal, type Sql, sql } from "../../platform/index.ts";
import { currentRun } from "../boards/current-run.ts";
import type { RankingInService } from "../ranking/ranking-in-service.ts";
import { type FrameRow, frameOf } from "./frame.ts";
import { type GoesBy, type Order, orderBy, usualOrder, type Why } from "./goes-by.ts";
import type { Unit } from "./inspection.ts";
import { rankedReasons } from "./ranked-reasons.ts";

export interface Asked {
  readonly unit: Unit;
  readonly capacity: number;
  readonly randomShare: number;
  /** As usual where absent. */
  readonly goesBy?: GoesBy | undefined;
}

interface DrawnItem {
  readonly number: number;
  readonly why: Why | "random";
  readonly kind: string;
  readonly item: string;
  readonly name: string | null;
  readonly record: string | null;
  readonly suspected: boolean;
  readonly rank: number | null;
  readonly score: number;
  readonly chance: number | null;
  readonly amount: string | null;
  readonly subjects: readonly string[];
  /** What made the score in the ranking, of what is on the list by it. */
  readonly reasons?: readonly Bilingual[];
}

interface FrameGroup {
  readonly number: number;
  readonly subjects: readonly string[];
  readonly suspected: boolean;
  readonly population: number;
}

export interface Drawn {
  readonly run: string;
  readonly seed: number;
  readonly currency: string | undefined;
  readonly fittedTo: number;
  /** Absent where it goes by what detectors found. */
  readonly ranking: Pick<RankingInService, "id" | "model" | "digest"> | undefined;
  readonly frameDigest: string;
  readonly others: number;
  readonly items: readonly DrawnItem[];
  readonly frame: readonly FrameGroup[];
}

const attempts = 3;

/** An import between two of the questions would shift what the lots point at; then all is asked again. */
export async function planList(
  { db, actor }: Context,
  { unit, capacity, randomShare, goesBy }: Asked,
  seed: number,
): Promise<Drawn> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const run = await currentRun(db);
    if (!run) throw noRunYet();
    const order = await orderBy(db, actor, unit, goesBy ?? (await usualOrder(db, unit)));
    const { ranking } = order;
    const frame = await frameOf(db, unit, { actor, run, ...(ranking ? { ranking } : {}) });
    const suspects = await readSuspects(db, frame);
    const population = (await readOthers(db, frame, [])).count;
    if (population === 0) throw nothingToInspect(unit);
    const { candidates, currency } = candidatesOf(suspects, order);
    const plan = planInspections(candidates, { population, capacity, randomShare, seed });
    const chosen = plan.byLoss.map(({ id }) => id);
    const others = await readOthers(db, frame, chosen);
    const lots = await readLots(db, frame, chosen, plan.lots);
    const groups = await readGroups(db, frame, chosen);
    const reasons = ranking ? await rankedReasons(db, ranking.id, unit, chosen) : undefined;
    const counted = groups.reduce((sum, { population }) => sum + population, 0);
    const isOneMoment =
      others.count === plan.others && lots.length === plan.lots.length && counted === plan.others;
    if (!isOneMoment || (await currentRun(db))?.id !== run.id) continue;
    const byId = new Map(suspects.map((row) => [row.id, row]));
    const itemOf = (row: FrameRow, i: number, why: DrawnItem["why"]): DrawnItem => ({
      number: i + 1,
      why,
      kind: row.kind,
      item: row.item,
      name: row.name,
      record: row.record,
      suspected: row.suspected,
      rank: row.rank,
      score: row.score,
      chance: order.chanceOf(row),
      amount: row.currency === null || row.currency === currency ? row.amount : null,
      subjects: row.subjects,
    });
    const first = chosen.flatMap((id) => byId.get(id) ?? []);
    return {
      run: run.id,
      seed,
      currency,
      fittedTo: order.fittedTo,
      ranking: ranking && { id: ranking.id, model: ranking.model, digest: ranking.digest },
      frameDigest: others.digest,
      others: plan.others,
      items: [
        ...first.map((row, i) => {
          const told = reasons?.get(row.id);
          return { ...itemOf(row, i, order.why), ...(told ? { reasons: told } : {}) };
        }),
        ...lots.map((row, i) => itemOf(row, first.length + i, "random")),
      ],
      frame: groups.map((group, i) => ({ number: i + 1, ...group })),
    };
  }
  throw busy();
}

/** In the currency that most suspects have. What has no amount in it counts with the median of what has. */
function candidatesOf(suspects: readonly FrameRow[], order: Order) {
  const byCurrency = Map.groupBy(
    suspects.filter(({ amount }) => amount !== null),
    ({ currency }) => currency,
  );
  const currency =
    [...byCurrency].sort(([, a], [, b]) => b.length - a.length).find(([name]) => name !== null)?.[0] ??
    undefined;
  const amountOf = ({ amount, currency: own }: FrameRow) =>
    amount === null || own !== (currency ?? null) ? undefined : Math.max(0, Number(amount));
  const known = suspects.flatMap((row) => amountOf(row) ?? []).sort((a, b) => a - b);
  const usual = known[Math.floor(known.length / 2)] ?? 1;
  const most = Math.max(...suspects.map(({ score }) => score));
  const candidates = suspects.map((row) =>
    order.why === "unusual"
      ? { id: row.id, probability: row.score / most, amount: 1 }
      : { id: row.id, probability: order.chanceOf(row) ?? 0, amount: amountOf(row) ?? usual },
  );
  return { candidates, currency };
}

const mostSuspects = 20_000;

function readSuspects(db: Reader, frame: Sql): Promise<FrameRow[]> {
  return db
    .selectFrom(
      sql<FrameRow>`(SELECT f.* FROM ${frame} f WHERE score > 0 AND NOT settled ORDER BY score DESC, id COLLATE "C" LIMIT ${mostSuspects})`.as(
        "s",
      ),
    )
    .selectAll()
    .execute();
}

/** How many others there are, and a digest of their ids in order. */
async function readOthers(db: Reader, frame: Sql, chosen: readonly string[]) {
  const counted = sql<{ count: number; digest: string }>`(
    SELECT count(*)::integer AS count, encode(sha256(convert_to(coalesce(string_agg(id, E'\n' ORDER BY id COLLATE "C"), ''), 'UTF8')), 'hex') AS digest
    FROM ${frame} f WHERE id <> ALL (${[...chosen]}::text[]))`;
  return db.selectFrom(counted.as("c")).selectAll().executeTakeFirstOrThrow();
}

function readLots(
  db: Reader,
  frame: Sql,
  chosen: readonly string[],
  lots: readonly number[],
): Promise<FrameRow[]> {
  return db
    .selectFrom(
      sql<FrameRow>`(SELECT * FROM (
        SELECT f.*, (row_number() OVER (ORDER BY id COLLATE "C") - 1)::integer AS place FROM ${frame} f WHERE id <> ALL (${[...chosen]}::text[])
      ) placed WHERE place = ANY (${[...lots]}::integer[]) ORDER BY place)`.as("l"),
    )
    .selectAll()
    .execute();
}

function readGroups(db: Reader, frame: Sql, chosen: readonly string[]) {
  return db
    .selectFrom(
      sql<Omit<FrameGroup, "number">>`(
        SELECT subjects, suspected, count(*)::integer AS population FROM ${frame} f WHERE id <> ALL (${[...chosen]}::text[])
        GROUP BY subjects, suspected ORDER BY subjects, suspected)`.as("g"),
    )
    .selectAll()
    .execute();
}

const noRunYet = () =>
  new Refusal("conflict", {
    zh: "还没有完成过检测，无从排序。请先运行一次检测。",
    en: "No detection run has ended yet, so there is no ranking to go by. Run the detectors first.",
  });

const things: Record<Unit, { readonly zh: string; readonly en: string }> = {
  seller: { zh: "销售员", en: "sellers" },
  document: { zh: "最近十二个月的销售单据", en: "sale documents of the last twelve months" },
  alert: { zh: "未处理的疑点", en: "undecided alerts" },
};

const nothingToInspect = (unit: Unit) =>
  new Refusal("conflict", {
    zh: `没有可供抽查的${things[unit].zh}。`,
    en: `There are no ${things[unit].en} to inspect.`,
  });

const busy = () =>
  new Refusal("conflict", {
    zh: "记录正在变动，这次没有抽取。请稍后再试。",
    en: "The records are just changing, so nothing was drawn. Try again shortly.",
  });
