import { Refusal } from "../../platform/index.ts";
import type { RefusedRow } from "./raw-table.ts";
import { placed } from "./sentences.ts";

/** Refused rows kept of one table; beyond them they are only counted. */
export const refusedKept = 1_000;

const valueKept = 200;

/** What was refused, in the order it was met; in strict mode the first one ends the reading. */
export class RefusalLog {
  readonly rows: RefusedRow[] = [];
  readonly unusable: RefusedRow[] = [];
  total = 0;
  readonly #keptOf = new Map<string, number>();
  readonly #isStrict: boolean;

  constructor(isStrict: boolean) {
    this.#isStrict = isStrict;
  }

  refuseRow(refused: RefusedRow): void {
    const row = shortened(refused);
    this.#stopIfStrict(row);
    this.total += 1;
    const table = `${row.path}\0${row.member ?? ""}`;
    const kept = this.#keptOf.get(table) ?? 0;
    if (kept >= refusedKept) return;
    this.#keptOf.set(table, kept + 1);
    this.rows.push(row);
  }

  refuseFile(refused: RefusedRow): void {
    this.#stopIfStrict(refused);
    this.unusable.push(refused);
  }

  #stopIfStrict(refused: RefusedRow): void {
    if (this.#isStrict) throw new Refusal("invalid", placed(refused));
  }
}

function shortened(refused: RefusedRow): RefusedRow {
  if (refused.value === undefined) return refused;
  const visible = refused.value.slice(0, valueKept * 4).replace(/\p{Cc}/gu, " ");
  return { ...refused, value: [...visible].slice(0, valueKept).join("").trimEnd() };
}
