import { randomInt, randomUUID } from "node:crypto";
import { z } from "zod";
import { planInspections } from "../../detection/index.ts";
import { type Context, type Reader, Refusal, type Sql, sql, type Tx } from "../../platform/index.ts";
import { currentRun } from "../boards/current-run.ts";
import { house } from "../house.ts";
import { type Chances, readChances } from "./chances.ts";
import { type FrameRow, frameOf } from "./frame.ts";
import { type Unit, unit } from "./inspection.ts";

export const drawInput = z.object({
  unit,
  capacity: z.int().min(1).max(1_000),
  /** 0.1–0.2 is usual; 0 tells nothing of what was missed. */
  randomShare: z.number().min(0).max(1).default(0.2),
});
type DrawInput = z.input<typeof drawInput>;

const seeds = 2 ** 32;

/**
 * Draws what to inspect next. The seed is the server's own, and the event that seals it, the list and what it was drawn
 * from is written in the transaction that makes the list visible: nobody has looked at it, and who draws again until a list
 * pleases leaves every list behind.
 */
export async function drawInspections(context: Context, given: DrawInput): Promise<{ id: string }> {
  const input = drawInput.parse(given);
  context.require("inspections.draw", house);
  const drawn = await draw(context, input, randomInt(seeds));
  return context.commit(async (tx) => {
    context.require("inspections.draw", house);
    const list = {
      id: randomUUID(),
      run: drawn.run,
      unit: input.unit,
      capacity: input.capacity,
      random_share: input.randomShare,
      seed: BigInt(drawn.seed),
      currency: drawn.currency ?? null,
      fitted_to: drawn.fittedTo,
      frame_digest: drawn.frameDigest,
      drawn_by: context.actor.id,
      drawn_at: context.now,
    };
    await tx.insertInto("inspection_list").values(list).execute();
    await insertAll(tx, list.id, drawn);
    return {
      result: { id: list.id },
      event: {
        type: "inspections.drawn",
        subject: `inspections:${list.id}`,
        after: toldOf(list, drawn),
        seals: { seed: drawn.seed, items: drawn.items.length, others: drawn.others },
      },
    };
  });
}

interface DrawnItem {
  readonly number: number;
  readonly why: "expected-loss" | "random";
  readonly kind: string;
  readonly item: string;
  readonly name: string | null;
  readonly record: string | null;
  readonly suspected: boolean;
  readonly rank: number | null;
  readonly score: number;
  readonly chance: number;
  readonly amount: string | null;
  readonly subjects: readonly string[];
}

interface FrameGroup {
  readonly number: number;
  readonly subjects: readonly string[];
  readonly suspected: boolean;
  readonly population: number;
}

interface Drawn {
  readonly run: string;
  readonly seed: number;
  readonly currency: string | undefined;
  readonly fittedTo: number;
  readonly frameDigest: string;
  readonly others: number;
  readonly items: readonly DrawnItem[];
  readonly frame: readonly FrameGroup[];
}

/** What the event tells of a list; a check holds the tables against it. */
function toldOf(
  list: { readonly unit: string; readonly capacity: number; readonly random_share: number },
  { run, seed, currency, fittedTo, frameDigest, items, frame }: Omit<Drawn, "others">,
) {
  const { unit, capacity, random_share: randomShare } = list;
  return { run, unit, capacity, randomShare, seed, currency, fittedTo, frameDigest, items, frame };
}

const attempts = 3;

/** An import between two of the questions would shift what the lots point at; then all is asked again. */
async function draw(
  { db, actor }: Context,
  { unit, capacity, randomShare }: z.output<typeof drawInput>,
  seed: number,
): Promise<Drawn> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const run = await currentRun(db);
    if (!run) throw noRunYet();
    const frame = await frameOf(db, unit, actor, run);
    const suspects = await readSuspects(db, frame);
    const population = (await readOthers(db, frame, [])).count;
    if (population === 0) throw nothingToInspect(unit);
    const chances = await readChances(db, actor, unit);
    const { candidates, currency } = candidatesOf(suspects, chances);
    const plan = planInspections(candidates, { population, capacity, randomShare, seed });
    const chosen = plan.byLoss.map(({ id }) => id);
    const others = await readOthers(db, frame, chosen);
    const lots = await readLots(db, frame, chosen, plan.lots);
    const groups = await readGroups(db, frame, chosen);
    const counted = groups.reduce((sum, { population }) => sum + population, 0);
    const isOneMoment =
      others.count === plan.others && lots.length === plan.lots.length && counted === plan.others;
    if (!isOneMoment || (await currentRun(db))?.id !== run.id) continue;
    const byId = new Map(suspects.map((row) => [row.id, row]));
    const item =
      (why: DrawnItem["why"]) =>
      (row: FrameRow, i: number): DrawnItem => ({
        number: i + 1 + (why === "random" ? chosen.length : 0),
        why,
        kind: row.kind,
        item: row.item,
        name: row.name,
        record: row.record,
        suspected: row.suspected,
        rank: row.rank,
        score: row.score,
        chance: chances.of(row.score),
        amount: row.currency === null || row.currency === currency ? row.amount : null,
        subjects: row.subjects,
      });
    return {
      run: run.id,
      seed,
      currency,
      fittedTo: chances.fittedTo,
      frameDigest: others.digest,
      others: plan.others,
      items: [
        ...chosen.flatMap((id) => byId.get(id) ?? []).map(item("expected-loss")),
        ...lots.map(item("random")),
      ],
      frame: groups.map((group, i) => ({ number: i + 1, ...group })),
    };
  }
  throw busy();
}

/** In the currency that most suspects have. What has no amount in it counts with the median of what has. */
function candidatesOf(suspects: readonly FrameRow[], chances: Chances) {
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
  const candidates = suspects.map((row) => ({
    id: row.id,
    probability: chances.of(row.score),
    amount: amountOf(row) ?? usual,
  }));
  return { candidates, currency };
}

const mostSuspects = 20_000;

function readSuspects(db: Reader, frame: Sql): Promise<FrameRow[]> {
  return db
    .selectFrom(
      sql<FrameRow>`(SELECT f.* FROM ${frame} f WHERE score > 0 ORDER BY score DESC, id COLLATE "C" LIMIT ${mostSuspects})`.as(
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

async function insertAll(tx: Tx, list: string, { items, frame }: Drawn): Promise<void> {
  await sql`
    INSERT INTO inspection_frame (list, number, subjects, suspected, population)
    SELECT ${list}::uuid, f.* FROM jsonb_to_recordset(${JSON.stringify(frame)}::jsonb)
      AS f(number integer, subjects text[], suspected boolean, population integer)`.execute(tx);
  await sql`
    INSERT INTO inspection_item (list, number, why, kind, item, name, record, suspected, rank, score, chance, amount, subjects)
    SELECT ${list}::uuid, i.* FROM jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
      AS i(number integer, why text, kind text, item text, name text, record uuid, suspected boolean, rank integer,
        score double precision, chance double precision, amount bigint, subjects text[])`.execute(tx);
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
