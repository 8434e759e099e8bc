import { z } from "zod";
import { type Reader, sql } from "../../platform/index.ts";
import { fieldsOf, kindNamed } from "../../records/index.ts";
import type { AlertFinding } from "../runs/alert-finding.ts";

const bilingual = z.object({ zh: z.string(), en: z.string() });

/** Records of one kind that show a finding, side by side. */
export const evidenceGroup = z.object({
  kind: z.string(),
  title: bilingual,
  columns: z.array(
    z.object({
      name: z.string(),
      label: bilingual,
      /** As the kind declares it: money is in minor units of the row's currency. */
      type: z.string(),
      /** Some cell of it is what the finding speaks of. */
      matters: z.boolean(),
    }),
  ),
  rows: z.array(
    z.object({
      record: z.guid(),
      key: z.string(),
      /** The version that was looked at, and the one that stands now. */
      version: z.int(),
      latest: z.int(),
      /** The source has it no more. */
      gone: z.boolean(),
      path: z.string().optional(),
      sourceRow: z.int().optional(),
      currency: z.string(),
      cells: z.array(
        z.object({
          text: z.string(),
          /** Differs from what most of the rows beside it say. */
          isOdd: z.boolean(),
          matters: z.boolean(),
        }),
      ),
    }),
  ),
});
export type EvidenceGroup = z.infer<typeof evidenceGroup>;

interface Row {
  readonly record: string;
  readonly kind: string;
  readonly key: string;
  readonly version: number;
  readonly latest: number;
  readonly gone: boolean;
  readonly path: string | null;
  readonly source_row: bigint | null;
  readonly fields: Readonly<Record<string, string | boolean>>;
}

/** The versions that the run looked at, as they stood then. */
export async function readEvidence(db: Reader, finding: AlertFinding): Promise<EvidenceGroup[]> {
  const { evidence, facts } = finding;
  if (evidence.length === 0) return [];
  const records = evidence.map(({ record }) => record);
  const versions = evidence.map(({ version }) => version);
  const found = sql<Row & { place: bigint }>`(
    SELECT v.record, v.kind, v.key, v.version, v.fields, v.source_row, b.files->v.file->>'path' AS path,
      last.version AS latest, last.gone, asked.place
    FROM unnest(${records}::uuid[], ${versions}::int[]) WITH ORDINALITY AS asked(record, version, place)
    JOIN record_version v ON v.record = asked.record AND v.version = asked.version
    JOIN import_batch b ON b.id = v.batch AND b.state = 'committed'
    CROSS JOIN LATERAL (SELECT n.version, n.gone FROM record_version n
      JOIN import_batch nb ON nb.id = n.batch AND nb.state = 'committed'
      WHERE n.record = v.record ORDER BY n.version DESC LIMIT 1) last)`;
  const rows = await db.selectFrom(found.as("found")).selectAll().orderBy("place").execute();
  const spoken = new Set(textsIn(facts));
  return [...Map.groupBy(rows, ({ kind }) => kind)].map(([kind, members]) => groupOf(kind, members, spoken));
}

/** What is in the facts as text: cells that say the same are what the sentence speaks of. */
function* textsIn(value: unknown): Generator<string> {
  // A single digit says nothing: it is everywhere.
  if (typeof value === "string" || typeof value === "number") {
    if (String(value).length > 1) yield String(value);
  } else if (typeof value === "object" && value !== null) {
    for (const one of Object.values(value)) yield* textsIn(one);
  }
}

const quietTypes = new Set(["currency"]);

function groupOf(kind: string, rows: readonly Row[], spoken: ReadonlySet<string>): EvidenceGroup {
  const declared = kindNamed(kind);
  const fields = declared ? fieldsOf(declared) : [];
  const filled = fields.filter(
    ([name, { type }]) => !quietTypes.has(type) && rows.some(({ fields }) => textOf(fields[name]) !== ""),
  );
  const columns = filled.map(([name, { zh, en, type }]) => {
    const texts = rows.map(({ fields }) => textOf(fields[name]));
    return { name, label: { zh, en }, type, texts, usual: usualOf(texts) };
  });
  const matters = (text: string) => text !== "" && (spoken.has(text) || spoken.has(text.slice(0, 10)));
  return {
    kind,
    title: declared?.title ?? { zh: kind, en: kind },
    columns: columns.map(({ name, label, type, texts }) => ({
      name,
      label,
      type,
      matters: texts.some(matters),
    })),
    rows: rows.map((row, i) => ({
      record: row.record,
      key: row.key,
      version: row.version,
      latest: row.latest,
      gone: row.gone,
      ...(row.path === null ? {} : { path: row.path }),
      ...(row.source_row === null ? {} : { sourceRow: Number(row.source_row) }),
      currency: textOf(row.fields.currency) || "XXX",
      cells: columns.map(({ texts, usual }) => {
        const text = texts[i] ?? "";
        return { text, isOdd: usual !== undefined && text !== usual, matters: matters(text) };
      }),
    })),
  };
}

const textOf = (value: string | boolean | undefined) => (value === undefined ? "" : String(value));

/** What more than half of the rows say, where others differ. */
function usualOf(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most && most[1] > texts.length / 2 && most[1] < texts.length ? most[0] : undefined;
}
