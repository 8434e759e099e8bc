import type { Judged, Labels, Prepared, RankedUnit, Sales } from "../../detection/index.ts";
import { minorDigits, type Reader, type Warehouse } from "../../platform/index.ts";
import { namesOf } from "../report/evidence.ts";
import { likeUnits } from "./like-units.ts";
import { type RankedRow, type Told, told, type Unit } from "./ranked-row.ts";
import { type RecordPlaces, readPlaces } from "./record-places.ts";
import type { FoundOfRows } from "./row-findings.ts";
import { keyOf, labelsOfDocuments } from "./row-labels.ts";

const transactionsKept = 5_000;
const unitsKept = 1_000;

interface Telling {
  readonly sales: Sales;
  readonly prepared: Prepared;
  readonly judged: Judged;
  readonly units: Readonly<Record<Exclude<Unit, "transaction">, readonly RankedUnit[]>>;
  readonly labels: Labels;
  readonly findings: Pick<FoundOfRows, "subjectsOf">;
  /** Whether scores are chances. */
  readonly isChance: boolean;
}

/** The head of the ranking in words and figures, as it is kept. */
export async function tellRows(db: Reader, warehouse: Warehouse, given: Telling): Promise<RankedRow[]> {
  const { judged, units } = given;
  const kept = {
    deal: units.deal.slice(0, unitsKept),
    customer: units.customer.slice(0, unitsKept),
    seller: units.seller.slice(0, unitsKept),
  };
  const first = judged.ranked.slice(0, transactionsKept);
  const shown = shownRows(judged.ranked, first, Object.values(kept).flat());
  const nearest = new Map(
    [...first, ...kept.deal.map(({ top }) => top[0] as number)].map((row) => [row, judged.nearest(row)]),
  );
  const spoken = [...shown.keys(), ...[...nearest.values()].flatMap((one) => (one ? [one.row] : []))];
  const teller = {
    ...given,
    nearest,
    names: await namesOf(warehouse),
    places: await readPlaces(db, warehouse, given, spoken),
    placeOf: new Map([...shown].map(([row, place]) => [row, place])),
    reasons: reasonsOf(judged, shown),
    outcomes: labelsOfDocuments(given.prepared, given.labels),
  };
  const rows = [
    ...Array.from(first, (row, i) => ofTransaction(teller, row, i + 1)),
    ...kept.deal.map((unit, i) => ofDeal(teller, unit, i + 1)),
    ...ofParties(teller, "customer", kept.customer),
    ...ofParties(teller, "seller", kept.seller),
  ];
  // As they come back from the database: what is undefined is absent.
  return JSON.parse(JSON.stringify(rows)) as RankedRow[];
}

/** Rows of which something is said, with their places, in the order of these. */
function shownRows(ranked: Int32Array, first: Int32Array, units: readonly RankedUnit[]): Map<number, number> {
  const wanted = new Set([...first, ...units.flatMap(({ top }) => top)]);
  const shown = new Map<number, number>();
  for (const [place, row] of ranked.entries()) {
    if (wanted.has(row)) shown.set(row, place + 1);
    if (shown.size === wanted.size) break;
  }
  return shown;
}

function reasonsOf(judged: Judged, shown: ReadonlyMap<number, number>): Map<number, Told["reasons"]> {
  const rows = Int32Array.from(shown.keys());
  const reasons = judged.reasons(rows);
  return new Map([...rows].map((row, i) => [row, (reasons[i] ?? []).map((reason) => ({ ...reason }))]));
}

interface Teller extends Telling {
  readonly nearest: ReadonlyMap<number, ReturnType<Judged["nearest"]>>;
  readonly names: ReadonlyMap<string, string>;
  readonly places: RecordPlaces;
  readonly placeOf: ReadonlyMap<number, number>;
  readonly reasons: ReadonlyMap<number, Told["reasons"]>;
  readonly outcomes: ReadonlyMap<number, number>;
}

type Outcome = RankedRow["outcome"];
const outcomeOf = (label: number | undefined): Outcome =>
  label === 1 ? "falsified" : label === 0 ? "honest" : null;

function ofTransaction(teller: Teller, row: number, rank: number): RankedRow {
  const { judged, prepared, labels, isChance, places } = teller;
  const place = places.of(row);
  const score = judged.scores[row] as number;
  const near = teller.nearest.get(row);
  return {
    unit: "transaction",
    rank,
    kind: place.kind,
    id: place.id,
    record: place.record ?? null,
    name: null,
    score,
    chance: isChance ? score : null,
    outcome: outcomeOf(labels[row]),
    told: told.parse({
      reasons: teller.reasons.get(row) ?? [],
      ...(near ? { nearest: { ...places.of(near.row), words: near.words } } : {}),
      ...partiesOf(teller, row),
      ...figuresOf(prepared, row),
      ...((prepared.documents[row] as number) < 0 ? {} : { document: places.documentOf(row) }),
    }),
    subjects: employeesOf(teller, [row]),
  };
}

function ofDeal(teller: Teller, unit: RankedUnit, rank: number): RankedRow {
  const { judged, prepared, isChance, places } = teller;
  const [first = 0] = unit.top;
  const document = places.documentOf(first);
  const near = teller.nearest.get(first);
  return {
    unit: "deal",
    rank,
    kind: document.kind,
    id: document.id,
    record: document.record ?? null,
    name: null,
    score: unit.score,
    // That one of its lines is false is at least as likely as that the most suspect one is.
    chance: isChance ? (judged.scores[first] as number) : null,
    outcome: outcomeOf(teller.outcomes.get(keyOf(prepared.documents, first))),
    told: told.parse({
      ...aboutUnit(teller, unit),
      ...(near ? { nearest: { ...places.documentOf(near.row), words: near.words } } : {}),
      ...partiesOf(teller, first),
      day: figuresOf(prepared, first).day,
    }),
    subjects: employeesOf(teller, unit.top),
  };
}

function ofParties(teller: Teller, kind: "customer" | "seller", kept: readonly RankedUnit[]): RankedRow[] {
  const { prepared, judged, units, isChance, names, labels } = teller;
  const party = prepared.transactions.parties[kind];
  if (party === undefined) return [];
  const sellers = prepared.transactions.parties.seller;
  const wanted = new Map(kept.map((unit) => [unit.unit, { expected: 0, sellers: new Set<string>() }]));
  for (const [row, code] of party.codes.entries()) {
    const own = wanted.get(code);
    if (own === undefined) continue;
    own.expected += judged.scores[row] as number;
    const seller = sellers?.names[sellers.codes[row] ?? -1];
    if (seller !== undefined) own.sellers.add(seller);
  }
  const like = likeUnits(units[kind], party.codes, labels, prepared.transactions.amount);
  return kept.map((unit, i) => {
    const id = party.names[unit.unit] as string;
    const other = like(unit);
    const otherId = other && (party.names[other.unit] as string);
    const own = wanted.get(unit.unit);
    return {
      unit: kind,
      rank: i + 1,
      kind,
      id,
      record: null,
      name: names.get(`${kind}:${id}`) ?? null,
      score: unit.score,
      chance: isChance ? (own?.expected ?? 0) : null,
      outcome: null,
      told: told.parse({
        ...aboutUnit(teller, unit),
        ...(other && otherId !== undefined
          ? { nearest: { kind, id: otherId, name: names.get(`${kind}:${otherId}`), words: other.words } }
          : {}),
      }),
      subjects: [...new Set([...(own?.sellers ?? []), ...employeesOf(teller, unit.top)])].sort(),
    };
  });
}

/** Whoever the rows, their documents and what was found of them name. */
function employeesOf({ places, findings, prepared }: Teller, rows: readonly number[]): string[] {
  const named = rows.flatMap((row) => [
    ...places.employeesOf(row),
    ...findings.subjectsOf(prepared.order[row] as number),
  ]);
  return [...new Set(named)].sort();
}

/** Where its transactions stand, and which of them say most. */
function aboutUnit({ places, placeOf, judged, reasons }: Teller, { leading, rows, top }: RankedUnit) {
  return {
    leading: { ...leading, of: rows, byChance: rows * leading.share },
    top: top.map((row) => ({
      ...places.of(row),
      rank: placeOf.get(row) as number,
      score: judged.scores[row] as number,
      words: reasons.get(row)?.[0]?.words,
    })),
  };
}

function partiesOf({ prepared: { transactions }, names }: Teller, row: number) {
  const of = (kind: "seller" | "customer") => {
    const party = transactions.parties[kind];
    const id = party?.names[party.codes[row] ?? -1];
    return id === undefined ? {} : { [kind]: { id, name: names.get(`${kind}:${id}`) } };
  };
  return { ...of("seller"), ...of("customer") };
}

function figuresOf({ transactions }: Prepared, row: number): Pick<Told, "amount" | "currency" | "day"> {
  const { amount, time, currency: codes, currencies = [] } = transactions;
  const currency = currencies[codes?.[row] ?? 0] ?? "XXX";
  const [value, ms] = [amount?.[row] ?? Number.NaN, time?.[row] ?? Number.NaN];
  return {
    ...(Number.isNaN(value)
      ? {}
      : { amount: String(Math.round(value * 10 ** minorDigits(currency))), currency }),
    ...(Number.isNaN(ms) ? {} : { day: new Date(ms).toISOString().slice(0, 10) }),
  };
}
