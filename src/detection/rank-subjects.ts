import type { Detector } from "./define-detector.ts";
import type { Finding, Subject } from "./finding.ts";
import type { Ranked, Ranking } from "./ranking.ts";
import { type Basis, isBooked } from "./schemes.ts";

/** The document a record belongs to. */
export interface DocumentRef {
  readonly kind: Subject["kind"];
  readonly id: string;
}

export interface Population {
  /** Lines (documents where there are no lines) per seller and per customer: the N of docs/scoring.md. */
  readonly sellers: ReadonlyMap<string, number>;
  readonly customers: ReadonlyMap<string, number>;
  /** Median amount of a sale document per currency, minor units: the t of docs/scoring.md. */
  readonly typicalAmounts: ReadonlyMap<string, number>;
  /** The document of each evidence record, by rid. */
  readonly documentOf: ReadonlyMap<number, DocumentRef>;
}

const severityWeight = { high: 1, medium: 0.75, low: 0.5 } as const;
const floorShare = 0.25;
const transactionKinds = new Set(["order", "order-line", "invoice", "invoice-line", "contract"]);

interface Weighed {
  readonly finding: Finding;
  readonly basis: Basis;
  /** v of docs/scoring.md. */
  readonly value: number;
}

interface Share {
  readonly weighed: Weighed;
  /** The finding's part in one subject's score before bases are combined. */
  readonly value: number;
}

/** Scores of sellers, customers and transactions by docs/scoring.md, each list strongest first and at most `keep` long. */
export function rankSubjects(
  findings: readonly Finding[],
  detectors: readonly Detector[],
  population: Population,
  keep = 1_000,
): Ranking {
  const byId = new Map(detectors.map((detector) => [detector.id, detector]));
  const weighed = findings.flatMap((finding): Weighed[] => {
    const detector = byId.get(finding.detector);
    if (!detector) return [];
    return [{ finding, basis: detector.basis, value: weightOf(finding, detector, population) }];
  });
  weighed.sort((a, b) => b.value - a.value || (a.finding.key < b.finding.key ? -1 : 1));
  return {
    sellers: rankPersons("seller", weighed, population.sellers, keep),
    customers: rankPersons("customer", weighed, population.customers, keep),
    transactions: rankTransactions(weighed, population.documentOf, keep),
  };
}

/** v of docs/scoring.md: the finding's score, its detector's severity and the money together. */
export function weightOf(
  finding: Pick<Finding, "score" | "amount" | "currency">,
  { severity }: Pick<Detector, "severity">,
  population: Pick<Population, "typicalAmounts">,
): number {
  return finding.score * severityWeight[severity] * materiality(finding, population);
}

/** ½ for a trifle, ¾ for the amount of a typical sale or where the finding has no amount, towards 1 for large ones. */
function materiality(
  { amount, currency }: Pick<Finding, "amount" | "currency">,
  { typicalAmounts }: Pick<Population, "typicalAmounts">,
): number {
  const typical = typicalAmounts.get(currency);
  if (amount <= 0n || typical === undefined || typical <= 0) return 0.75;
  return 0.5 + 0.5 * (Number(amount) / (Number(amount) + typical));
}

function rankPersons(
  kind: "seller" | "customer",
  weighed: readonly Weighed[],
  lines: ReadonlyMap<string, number>,
  keep: number,
): Ranked[] {
  const concerning = groupBy(weighed, ({ finding }) =>
    finding.subject.kind === kind ? finding.subject.id : finding[kind],
  );
  const usual = usualRates(kind, concerning, lines);
  const scored = [...concerning].map(([id, mine]) => {
    const shares = personShares(kind, mine, lines.get(id) ?? 0, usual);
    return { subject: { kind, id } as Subject, shares, amounts: amountsOnce(mine) };
  });
  return finish(scored, keep);
}

/** λ of each basis: the sum of v over everybody's transactions divided by everybody's lines. */
function usualRates(
  kind: "seller" | "customer",
  concerning: ReadonlyMap<string, readonly Weighed[]>,
  lines: ReadonlyMap<string, number>,
): Map<Basis, number> {
  const total = Math.max(1, sum([...lines.values()]));
  const sums = new Map<Basis, number>();
  for (const mine of concerning.values()) {
    for (const { weighed, value } of unclaimed(mine.filter(({ finding }) => finding.subject.kind !== kind))) {
      sums.set(weighed.basis, (sums.get(weighed.basis) ?? 0) + value);
    }
  }
  return new Map([...sums].map(([basis, x]) => [basis, x / total]));
}

function personShares(
  kind: "seller" | "customer",
  mine: readonly Weighed[],
  lines: number,
  usual: ReadonlyMap<Basis, number>,
): Share[] {
  const direct = mine.filter(({ finding }) => finding.subject.kind === kind);
  const shares: Share[] = direct.map((weighed) => ({ weighed, value: weighed.value }));
  const indirect = unclaimed(mine.filter(({ finding }) => finding.subject.kind !== kind));
  for (const [basis, parts] of groupBy(indirect, ({ weighed }) => weighed.basis)) {
    const x = sum(parts.map(({ value }) => value));
    const ratio = (x + 1) / ((usual.get(basis) ?? 0) * lines + 1);
    const excess = Math.max(floorShare, 1 - 1 / ratio);
    for (const { weighed } of parts) shares.push({ weighed, value: weighed.value * excess });
  }
  return shares;
}

/** v of each finding, reduced by the part of its evidence that a stronger finding on the same basis has used. */
function unclaimed(strongestFirst: readonly Weighed[]): Share[] {
  const used = new Map<Basis, Set<number>>();
  return strongestFirst.map((weighed) => {
    const claimed = used.get(weighed.basis) ?? new Set<number>();
    used.set(weighed.basis, claimed);
    return { weighed, value: weighed.value * claim(weighed.finding, claimed) };
  });
}

/** The share of the finding's evidence that is new; marks it as used. A finding without records counts in full. */
function claim({ evidence }: Finding, claimed: Set<number>): number {
  if (evidence.length === 0) return 1;
  let fresh = 0;
  for (const rid of evidence) {
    if (claimed.has(rid)) continue;
    claimed.add(rid);
    fresh += 1;
  }
  return fresh / evidence.length;
}

function rankTransactions(
  weighed: readonly Weighed[],
  documentOf: ReadonlyMap<number, DocumentRef>,
  keep: number,
): Ranked[] {
  const shares = new Map<string, { subject: Subject; shares: Share[] }>();
  const add = (subject: Subject, share: Share) => {
    const key = `${subject.kind}:${subject.id}`;
    const entry = shares.get(key) ?? { subject, shares: [] };
    shares.set(key, entry);
    entry.shares.push(share);
  };
  for (const one of weighed) {
    const { subject, evidence } = one.finding;
    const documents = new Map<string, Subject>();
    for (const rid of evidence) {
      const document = documentOf.get(rid);
      if (document) documents.set(`${document.kind}:${document.id}`, document);
    }
    // A finding about a line counts for the line's document; only where that is unknown the line stands for itself.
    const isAbout =
      transactionKinds.has(subject.kind) && !(subject.kind.endsWith("-line") && documents.size > 0);
    if (isAbout) documents.delete(`${subject.kind}:${subject.id}`);
    const parts = Math.sqrt(Math.max(1, documents.size + (isAbout ? 1 : 0)));
    if (isAbout) add(subject, { weighed: one, value: one.value });
    for (const document of documents.values()) add(document, { weighed: one, value: one.value / parts });
  }
  const scored = [...shares.values()].map(({ subject, shares: parts }) => ({
    subject,
    shares: parts,
    amounts: largestAmounts(parts.map(({ weighed: { finding } }) => finding)),
  }));
  return finish(scored, keep);
}

interface Scored {
  readonly subject: Subject;
  readonly shares: readonly Share[];
  readonly amounts: Ranked["amounts"];
}

function finish(scored: readonly Scored[], keep: number): Ranked[] {
  return scored
    .map(({ subject, shares, amounts }) => ({ subject, amounts, ...combine(shares) }))
    .sort(
      (a, b) =>
        b.score - a.score ||
        Number((b.amounts[0]?.amount ?? 0n) - (a.amounts[0]?.amount ?? 0n)) ||
        (`${a.subject.kind}:${a.subject.id}` < `${b.subject.kind}:${b.subject.id}` ? -1 : 1),
    )
    .slice(0, keep)
    .map((entry, i) => ({ rank: i + 1, ...entry }));
}

/** S = 1 − Π (1 − largest v of the basis); a finding's contribution is what S would lose without its basis. */
function combine(shares: readonly Share[]): Pick<Ranked, "score" | "reasons"> {
  const largest = new Map<Basis, number>();
  for (const { weighed, value } of shares) {
    largest.set(weighed.basis, Math.max(largest.get(weighed.basis) ?? 0, value));
  }
  const doubt = [...largest.values()].reduce((product, value) => product * (1 - value), 1);
  const counted = new Set<Basis>();
  const reasons = [...shares]
    .sort((a, b) => b.value - a.value || (a.weighed.finding.key < b.weighed.finding.key ? -1 : 1))
    .map(({ weighed: { finding, basis }, value }) => {
      const first = !counted.has(basis);
      counted.add(basis);
      const others = value < 1 ? doubt / (1 - value) : 0;
      return { finding, contribution: first ? others - doubt : 0 };
    });
  return { score: 1 - doubt, reasons };
}

function amountsOnce(strongestFirst: readonly Weighed[]): Ranked["amounts"] {
  const claimed = new Set<number>();
  const totals = new Map<string, bigint>();
  for (const { finding } of strongestFirst) {
    if (!isBooked(finding.scheme)) continue;
    const share = claim(finding, claimed);
    const part = share === 1 ? finding.amount : BigInt(Math.round(Number(finding.amount) * share));
    if (part > 0n) totals.set(finding.currency, (totals.get(finding.currency) ?? 0n) + part);
  }
  return sortAmounts(totals);
}

function largestAmounts(findings: readonly Finding[]): Ranked["amounts"] {
  const largest = new Map<string, bigint>();
  for (const { amount, currency, evidenceTotal, subject } of findings) {
    const part = transactionKinds.has(subject.kind) ? amount : amount / BigInt(Math.max(1, evidenceTotal));
    if (part > (largest.get(currency) ?? 0n)) largest.set(currency, part);
  }
  return sortAmounts(largest);
}

function sortAmounts(totals: ReadonlyMap<string, bigint>): Ranked["amounts"] {
  return [...totals]
    .map(([currency, amount]) => ({ amount, currency }))
    .sort((a, b) => Number(b.amount - a.amount) || (a.currency < b.currency ? -1 : 1));
}

/** Amount at risk over all findings, each record once, without opportunities, per currency. */
export function amountAtRisk(findings: readonly Finding[]): Ranked["amounts"] {
  const strongestFirst = [...findings].sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
  return amountsOnce(strongestFirst.map((finding) => ({ finding, basis: "size", value: finding.score })));
}

function groupBy<Key, Item>(
  items: readonly Item[],
  keyOf: (item: Item) => Key | undefined,
): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
