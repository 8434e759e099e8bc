import { Refusal } from "../../platform/index.ts";
import type { RefusedRow } from "./raw-table.ts";
import { placed } from "./sentences.ts";

/** Refused rows kept of one table unless more are asked for; beyond them they are only counted. */
export const refusedKept = 1_000;

const valueKept = 200;

/** What was refused, in the order it was met; in strict mode the first one ends the reading. */
export class RefusalLog {
  readonly rows: RefusedRow[] = [];
  readonly unusable: RefusedRow[] = [];
  total = 0;
  readonly #countOf = new Map<string, number>();
  readonly #isStrict: boolean;
  readonly #kept: number;

  constructor({ isStrict, kept = refusedKept }: { isStrict: boolean; kept?: number | undefined }) {
    this.#isStrict = isStrict;
    this.#kept = kept;
  }

  refuseRow(refused: RefusedRow): void {
    const row = shortened(refused);
    this.#stopIfStrict(row);
    this.total += 1;
    const count = this.countOf(row) + 1;
    this.#countOf.set(tableKey(row), count);
    if (count <= this.#kept) this.rows.push(row);
  }

  /** All rows of a table that were refused, kept or not. */
  countOf(table: Pick<RefusedRow, "path" | "member">): number {
    return this.#countOf.get(tableKey(table)) ?? 0;
  }

  refuseFile(refused: RefusedRow): void {
    this.#stopIfStrict(refused);
    this.unusable.push(refused);
  }

  #stopIfStrict(refused: RefusedRow): void {
    if (this.#isStrict) throw new Refusal("invalid", placed(refused));
  }
}

const tableKey = ({ path, member }: Pick<RefusedRow, "path" | "member">) => `${path}\0${member ?? ""}`;

function shortened(refused: RefusedRow): RefusedRow {
  if (refused.value === undefined) return refused;
  const visible = refused.value.slice(0, valueKept * 4).replace(/\p{Cc}/gu, " ");
  return { ...refused, value: [...visible].slice(0, valueKept).join("").trimEnd() };
}
