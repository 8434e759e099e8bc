import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomFrom } from "../random.ts";
import { type RankRequest, rankFiles } from "./rank-files.ts";

export interface Line {
  readonly report: string;
  readonly salesperson: string;
  readonly product: string;
  readonly quantity: number | "";
  readonly value: number | "";
  readonly inspection: string;
  readonly [more: string]: string | number;
}

/** Honest lines of some products at prices of their own; every fourteenth of the seller `crook` is far too dear. */
export function salesLines(count: number, seed = 1): Line[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, i) => {
    const product = Math.floor(random() * 6);
    const quantity = 1 + Math.floor(random() * 90);
    const isFalse = i % 14 === 3;
    const price = (product + 1) * 7 * (0.9 + 0.2 * random()) * (isFalse ? 30 + 40 * random() : 1);
    const isInspected = random() < 0.6;
    return {
      report: `R-${i}`,
      salesperson: isFalse || i % 40 === 0 ? "crook" : `s${i % 9}`,
      product: `p${product}`,
      quantity,
      value: Math.round(price * quantity * 100) / 100,
      inspection: isInspected ? (isFalse ? "fraud" : "ok") : "unkn",
    };
  });
}

export function csvOf(lines: readonly Readonly<Record<string, string | number>>[]): string {
  const names = Object.keys(lines[0] ?? {});
  return `${[names, ...lines.map((line) => names.map((name) => line[name] ?? ""))].map((row) => row.join(",")).join("\n")}\n`;
}

export const inspections = { column: "inspection", positive: "fraud", negative: "ok", unlabelled: "unkn" };

/** Files in a folder of their own, ranked by `report`, and the ranking as plain rows. */
export async function ranked(files: Readonly<Record<string, string>>, request: Partial<RankRequest> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-rank-"));
  try {
    const paths = Object.entries(files).map(([name, text]) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    });
    const ranking = await rankFiles({ paths, id: "report", ...request });
    const rows = Array.from(ranking.ranked, (row) => ({
      id: row.id,
      score: row.score,
      rank: row.rank,
      reasons: row.reasons(),
      nearest: row.rank <= 3 ? row.nearest() : undefined,
    }));
    return { rows, model: ranking.model };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
