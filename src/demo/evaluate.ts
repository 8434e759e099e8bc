import type { Family, Form, PlantedScheme, Truth } from "./truth.ts";
import { forms } from "./truth.ts";

/** What a detector reported, as far as the referee needs it. `evidence` holds record ids, bare or as `kind:id`. */
export interface ReportedFinding {
  readonly scheme: string;
  readonly detector: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly seller?: string | undefined;
  readonly customer?: string | undefined;
  readonly score: number;
  readonly evidence: readonly string[];
}
export interface RankedSubject {
  readonly kind: string;
  readonly id: string;
  readonly score: number;
}

interface Recall {
  readonly family: Family;
  readonly form: Form;
  readonly planted: number;
  readonly found: number;
  /** Ids of the planted schemes that no finding reached. */
  readonly missed: readonly string[];
}
interface Precision {
  /** The scheme that the findings were filed under. */
  readonly scheme: string;
  readonly findings: number;
  /** Touch something planted, of whichever family. */
  readonly touching: number;
  /** Touch something planted of this family or a neighbour. */
  readonly fitting: number;
  /** Touch a decoy and nothing planted. */
  readonly onDecoys: number;
}
interface SellerRanking {
  readonly sellers: number;
  readonly planted: number;
  /** Chance that a planted seller stands above an honest one; 0.5 is blind. Undefined when a side is empty. */
  readonly auc: number | undefined;
  readonly aucByForm: Readonly<Record<Form, number | undefined>>;
  readonly precisionAt: readonly { readonly k: number; readonly precision: number }[];
}
export interface Evaluation {
  readonly recall: readonly Recall[];
  readonly precision: readonly Precision[];
  readonly sellers: SellerRanking;
}

/**
 * Families whose schemes leave the same traces, so that a finding filed under one may rightly lead to the other.
 * Symmetric; the reasons are in docs/demo-schemes.md.
 */
const neighbours: readonly (readonly [Family, Family])[] = [
  ["fictitious-sale", "document-mismatch"],
  ["fictitious-sale", "related-party"],
  ["fictitious-sale", "duplicate"],
  ["fictitious-sale", "timing"],
  ["timing", "document-mismatch"],
  ["timing", "commission"],
  ["timing", "channel-stuffing"],
  ["channel-stuffing", "side-agreement"],
  ["side-agreement", "timing"],
  ["side-agreement", "price-kickback"],
  ["price-kickback", "related-party"],
  ["splitting", "related-party"],
  ["duplicate", "document-mismatch"],
  ["commission", "master-data"],
  ["pipeline", "master-data"],
  ["master-data", "document-mismatch"],
  ["diversion", "related-party"],
  ["misrepresentation", "feedback"],
  ["misrepresentation", "side-agreement"],
];

const isNeighbour = (one: string, other: string): boolean =>
  neighbours.some(([a, b]) => (a === one && b === other) || (a === other && b === one));

/** `order-line:SO250700012-3` → `SO250700012`: only a line's number ends in a hyphen and digits in the demo's files. */
export const documentOf = (reference: string): string =>
  reference
    .slice(reference.indexOf(":") + 1)
    .replace(/[/#].*$/, "")
    .replace(/-\d{1,3}$/, "");

/** A finding over very many records touches only what makes up at least this share of them. */
const leastShare = 0.1;

interface Reading {
  readonly finding: ReportedFinding;
  readonly documents: readonly string[];
}

const read = (finding: ReportedFinding): Reading => ({
  finding,
  documents: [...new Set([...finding.evidence, finding.subject.id].map(documentOf))],
});

interface Marked {
  readonly documents: ReadonlySet<string>;
  readonly customers: ReadonlySet<string>;
}
const marked = (planted: { documents: readonly string[]; customers: readonly string[] }): Marked => ({
  documents: new Set(planted.documents),
  customers: new Set(planted.customers),
});

function sharesDocuments({ documents }: Reading, mark: Marked): boolean {
  const shared = documents.filter((id) => mark.documents.has(id)).length;
  return shared > 0 && shared >= documents.length * leastShare;
}

/** Names the culprit at the level at which that is enough. */
function names({ finding }: Reading, scheme: PlantedScheme, mark: Marked): boolean {
  const { subject, seller, customer } = finding;
  if (scheme.level === "seller") return subject.id === scheme.seller || seller === scheme.seller;
  if (scheme.level === "customer") {
    return mark.customers.has(subject.id) || (customer !== undefined && mark.customers.has(customer));
  }
  return false;
}

interface Target {
  readonly scheme: PlantedScheme;
  readonly mark: Marked;
}

/** Naming is enough only within the scheme's own family; a neighbour's finding must show one of its documents. */
function finds(reading: Reading, { scheme, mark }: Target): boolean {
  const { scheme: filed } = reading.finding;
  if (filed === scheme.family) return sharesDocuments(reading, mark) || names(reading, scheme, mark);
  return isNeighbour(filed, scheme.family) && sharesDocuments(reading, mark);
}

function touches(reading: Reading, { scheme, mark }: Target): boolean {
  const { subject } = reading.finding;
  return sharesDocuments(reading, mark) || subject.id === scheme.seller || mark.customers.has(subject.id);
}

/** How well findings and a ranking answer the truth. Pure; the rules are explained in docs/demo-schemes.md. */
export function evaluate(
  findings: readonly ReportedFinding[],
  ranking: readonly RankedSubject[],
  truth: Pick<Truth, "schemes" | "decoys" | "sellers">,
): Evaluation {
  const readings = findings.map(read);
  const targets = truth.schemes.map((scheme): Target => ({ scheme, mark: marked(scheme) }));
  return {
    recall: recallOf(readings, targets),
    precision: precisionOf(readings, targets, truth.decoys.map(marked)),
    sellers: rankSellers(ranking, truth),
  };
}

function recallOf(readings: readonly Reading[], targets: readonly Target[]): Recall[] {
  const families = [...new Set(targets.map(({ scheme }) => scheme.family))];
  return families.flatMap((family) =>
    forms.flatMap((form) => {
      const planted = targets.filter(({ scheme }) => scheme.family === family && scheme.form === form);
      if (planted.length === 0) return [];
      const missed = planted.filter((target) => !readings.some((reading) => finds(reading, target)));
      return [
        {
          family,
          form,
          planted: planted.length,
          found: planted.length - missed.length,
          missed: missed.map(({ scheme }) => scheme.id),
        },
      ];
    }),
  );
}

function precisionOf(
  readings: readonly Reading[],
  targets: readonly Target[],
  decoys: readonly Marked[],
): Precision[] {
  const filed = [...new Set(readings.map(({ finding }) => finding.scheme))].sort();
  return filed.map((scheme) => {
    const own = readings.filter(({ finding }) => finding.scheme === scheme);
    const touching = own.filter((reading) => targets.some((target) => touches(reading, target)));
    const rest = own.filter((reading) => !touching.includes(reading));
    return {
      scheme,
      findings: own.length,
      touching: touching.length,
      fitting: own.filter((reading) => targets.some((target) => finds(reading, target))).length,
      onDecoys: rest.filter((r) =>
        decoys.some((d) => sharesDocuments(r, d) || d.customers.has(r.finding.subject.id)),
      ).length,
    };
  });
}

function rankSellers(
  ranking: readonly RankedSubject[],
  { schemes, sellers }: Pick<Truth, "schemes" | "sellers">,
): SellerRanking {
  const scores = new Map(ranking.filter(({ kind }) => kind === "seller").map(({ id, score }) => [id, score]));
  const scoreOf = (id: string) => scores.get(id) ?? Number.NEGATIVE_INFINITY;
  const plantedIn = (form?: Form) =>
    new Set(
      schemes.filter((scheme) => form === undefined || scheme.form === form).map((scheme) => scheme.seller),
    );
  const planted = plantedIn();
  const honest = sellers.filter((id) => !planted.has(id)).map(scoreOf);
  const aucOf = (ids: ReadonlySet<string>) => areaUnderCurve([...ids].map(scoreOf), honest);
  const ranked = [...scores.keys()].sort((a, b) => scoreOf(b) - scoreOf(a));
  const depths = [...new Set([5, 10, planted.size])]
    .filter((k) => k > 0 && k <= sellers.length)
    .sort((a, b) => a - b);
  return {
    sellers: sellers.length,
    planted: planted.size,
    auc: aucOf(planted),
    aucByForm: { obvious: aucOf(plantedIn("obvious")), subtle: aucOf(plantedIn("subtle")) },
    precisionAt: depths.map((k) => ({
      k,
      precision: ranked.slice(0, k).filter((id) => planted.has(id)).length / k,
    })),
  };
}

/** Mann–Whitney: the share of pairs in the right order, ties counting half. */
export function areaUnderCurve(positive: readonly number[], negative: readonly number[]): number | undefined {
  if (positive.length === 0 || negative.length === 0) return undefined;
  const won = positive.reduce(
    (sum, p) => sum + negative.reduce((part, n) => part + (p > n ? 1 : p === n ? 0.5 : 0), 0),
    0,
  );
  return won / (positive.length * negative.length);
}
