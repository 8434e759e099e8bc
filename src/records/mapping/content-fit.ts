import type { Field } from "../kinds/define-kind.ts";
import type { ColumnProfile } from "./profile.ts";

/** How well the values of a column suit a field, 0–1; an empty column suits all, moderately. */
export function contentFit(profile: ColumnProfile, field: Field): number {
  if (profile.values === 0) return 0.8;
  switch (field.type) {
    case "time":
    case "date":
      return steep(profile.dates + profile.numericDates);
    case "money":
    case "price":
    case "quantity":
    case "number":
    case "rate":
      return profile.dateForm === "yyyymmdd" && profile.numericDates > 0.95 ? 0.3 : steep(profile.numbers);
    case "integer":
      return steep(profile.integers);
    case "currency":
      return steep(profile.currencyNames);
    case "flag":
      return steep(profile.flags + profile.integers * (profile.largest <= 1 ? 1 : 0));
    case "id":
      return idFit(profile);
    case "name":
      return profile.dates > 0.5 || isMeasured(profile) ? 0.15 : 1 - 0.4 * profile.numbers;
    case "text":
      return profile.dates > 0.9 ? 0.6 : 1;
  }
}

/** A few cells in other forms are refused as rows; many mean that the column is something else. */
const steep = (share: number) => (share >= 0.98 ? 1 : share >= 0.9 ? 0.9 : share >= 0.6 ? 0.5 : 0.05);

/** Numbers with decimals are measured, not given as names. */
const isMeasured = ({ numbers, integers }: ColumnProfile) => numbers > 0.9 && integers < 0.8 * numbers;

function idFit(profile: ColumnProfile): number {
  if (profile.dates > 0.5) return 0.15;
  if (isMeasured(profile)) return 0.15;
  if (profile.averageLength > 60) return 0.4;
  // Names stand in for ids, but a column of codes goes first.
  return profile.wordy > 0.9 ? 0.95 : 1;
}
