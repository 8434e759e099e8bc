import type { Bilingual } from "../../platform/index.ts";
import type { Field, Kind } from "../kinds/define-kind.ts";
import { kindNamed } from "../kinds/kinds.ts";
import type { ProfiledTable } from "./guess-table.ts";
import { headerFits } from "./header-fit.ts";
import type { ColumnProfile } from "./profile.ts";
import { referredKind } from "./references.ts";

/** Why a column was taken for a field, in the words of what was seen: the header, the values, other tables. */
export function explainField(
  { headers, profiles, overlaps }: ProfiledTable,
  { kind, field, column }: { readonly kind: Kind; readonly field: string; readonly column: number },
): Bilingual {
  const declared = kind.fields[field];
  const [header, profile] = [headers[column], profiles[column]];
  const fit = header ? (headerFits(header, kind).get(field) ?? 0) : 0;
  const master = referredKind(field);
  const overlap = overlaps.get(column)?.find((found) => found.kind === master);
  const told = [
    byHeader(fit),
    ...(declared && profile ? byValues(profile, declared) : []),
    ...(overlap && Math.max(overlap.ids, overlap.names) >= 0.5 ? [byReference(overlap, master)] : []),
  ];
  return {
    zh: `${told.map(({ zh }) => zh).join("；")}。`,
    en: `${capital(told.map(({ en }) => en).join("; "))}.`,
  };
}

function byHeader(fit: number): Bilingual {
  if (fit >= 0.95) return { zh: "表头就是这个字段的名称", en: "the header is a name of this field" };
  if (fit >= 0.6)
    return { zh: "表头与这个字段的名称相近", en: "the header is close to a name of this field" };
  if (fit > 0) return { zh: "表头与这个字段略有关联", en: "the header hints at this field" };
  return { zh: "表头没有说明，按内容判断", en: "the header does not tell; the values do" };
}

function byValues(profile: ColumnProfile, { type }: Field): Bilingual[] {
  if (profile.values === 0) return [{ zh: "这一列没有内容", en: "the column is empty" }];
  switch (type) {
    case "time":
    case "date":
      return [share(profile.dates + profile.numericDates, "是日期", "are dates")];
    case "currency":
      return [share(profile.currencyNames, "是币种", "are currencies")];
    case "flag":
      return [share(profile.flags, "是“是/否”", "are yes or no")];
    case "money":
    case "price":
    case "quantity":
    case "number":
    case "rate":
    case "integer":
      return [share(profile.numbers, "是数字", "are numbers")];
    case "id":
      return profile.unique >= 0.98 ? [{ zh: "各行的值互不相同", en: "every row has its own value" }] : [];
    default:
      return [];
  }
}

const percent = (share: number) => Math.round(Math.min(1, share) * 100);

const share = (of: number, zh: string, en: string): Bilingual => ({
  zh: `${percent(of)}% 的值${zh}`,
  en: `${percent(of)} % of the values ${en}`,
});

function byReference(
  { ids, names }: { readonly ids: number; readonly names: number },
  master: string | undefined,
): Bilingual {
  const title = kindNamed(master ?? "")?.title ?? { zh: "", en: "" };
  const [what, zh, en] = ids >= names ? [ids, "编号", "ids"] : [names, "名称", "names"];
  return {
    zh: `${percent(what)}% 的值见于${title.zh}的${zh}`,
    en: `${percent(what)} % of the values occur among the ${en} of ${title.en}`,
  };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
