import type { Bilingual } from "../../platform/index.ts";
import { nextDay } from "./days.ts";
import { fiscalPeriodOf, periodName } from "./fiscal-calendar.ts";
import type { Section, SectionName, Settings } from "./sections.ts";

/** What is wrong with the settings once one section is as proposed, beyond its form; a sentence each. */
export function sectionProblems(section: SectionName, proposed: Settings): Bilingual[] {
  return checks[section](proposed);
}

const checks: { readonly [Name in SectionName]: (settings: Settings) => Bilingual[] } = {
  entities: (settings) => [...entityProblems(settings.entities), ...danglingEntities(settings)],
  calendar: (settings) => [
    ...periodProblems(settings.calendar),
    ...closeProblems(settings.calendar),
    ...danglingEntities(settings),
  ],
  currencies: ({ currencies: { house, others } }) =>
    repeated([house, ...others]).map((code) => ({
      zh: `货币 ${code} 出现了两次。`,
      en: `The currency ${code} stands there twice.`,
    })),
  vat: (settings) => [...vatProblems(settings.vat), ...danglingEntities(settings)],
  retention: ({ retention: { kinds } }) =>
    repeated(kinds.map(({ kind }) => kind)).map((kind) => ({
      zh: `记录类型 ${kind} 有两个保存期限。`,
      en: `The kind ${kind} has two periods of retention.`,
    })),
  alerts: () => [],
};

function repeated(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text, i) => texts.indexOf(text) < i))];
}

function entityProblems({ entities }: Section<"entities">): Bilingual[] {
  const byId = new Map(entities.map((entity) => [entity.id, entity]));
  const twice = repeated(entities.map(({ id }) => id)).map((id) => ({
    zh: `法人实体 ${id} 出现了两次。`,
    en: `The legal entity ${id} stands there twice.`,
  }));
  const lost = entities.flatMap(({ id, parent }) =>
    parent === undefined || byId.has(parent)
      ? []
      : [{ zh: `${id} 的上级 ${parent} 不存在。`, en: `The parent ${parent} of ${id} is not there.` }],
  );
  const circular = entities
    .filter(({ id }) => {
      const seen = new Set<string>();
      for (let at = byId.get(id)?.parent; at !== undefined; at = byId.get(at)?.parent) {
        if (at === id) return true;
        if (seen.has(at)) return false;
        seen.add(at);
      }
      return false;
    })
    .map(({ id }) => ({
      zh: `${id} 是自己的上级（直接或经过其他实体）。`,
      en: `${id} is its own parent, by itself or through others.`,
    }));
  return [...twice, ...lost, ...circular];
}

/** Books and taxes of an entity that is not there. */
function danglingEntities({ entities, calendar, vat }: Settings): Bilingual[] {
  const known = new Set(entities.entities.map(({ id }) => id));
  const named = [...calendar.closes, ...vat.rates].flatMap(({ entity }) => entity ?? []);
  return [...new Set(named)]
    .filter((id) => !known.has(id))
    .map((id) => ({
      zh: `结账日或增值税率用到了法人实体 ${id}，但没有这个实体。`,
      en: `A close date or a VAT rate names the legal entity ${id}, which is not there.`,
    }));
}

function periodProblems({ fiscal }: Section<"calendar">): Bilingual[] {
  if (fiscal.scheme !== "explicit") return [];
  const periods = [...fiscal.periods].sort((a, b) => (a.from < b.from ? -1 : 1));
  const names = repeated(periods.map(periodName)).map((name) => ({
    zh: `会计期间 ${name} 出现了两次。`,
    en: `The period ${name} stands there twice.`,
  }));
  const backward = periods
    .filter(({ from, to }) => to < from)
    .map((period) => ({
      zh: `会计期间 ${periodName(period)} 的结束日 ${period.to} 早于开始日 ${period.from}。`,
      en: `The period ${periodName(period)} ends on ${period.to}, before it begins on ${period.from}.`,
    }));
  const gaps = periods.slice(1).flatMap((period, i) => {
    const before = periods[i];
    if (!before || nextDay(before.to) === period.from) return [];
    return [
      {
        zh: `${periodName(before)} 到 ${before.to} 为止，下一期间 ${periodName(period)} 应从 ${nextDay(before.to)} 开始，而不是 ${period.from}。`,
        en: `${periodName(before)} ends on ${before.to}, so ${periodName(period)} begins on ${nextDay(before.to)}, not ${period.from}.`,
      },
    ];
  });
  return [...names, ...backward, ...(backward.length > 0 ? [] : gaps)];
}

function closeProblems({ closes, fiscal }: Section<"calendar">): Bilingual[] {
  const twice = repeated(closes.map((close) => `${close.entity ?? ""} ${periodName(close)}`)).map((name) => ({
    zh: `${name.trim()} 有两个结账日。`,
    en: `${name.trim()} is closed twice.`,
  }));
  // The period that held the day before the close is the same or a later one: books are not closed ahead.
  const early = closes.flatMap((close) => {
    const at = fiscalPeriodOf(fiscal, close.on);
    const isAhead =
      at !== undefined && (at.year < close.year || (at.year === close.year && at.number < close.number));
    if (!isAhead) return [];
    const name = periodName(close);
    return [
      {
        zh: `${name} 的结账日 ${close.on} 早于该期间开始。`,
        en: `${name} is closed on ${close.on}, before it begins.`,
      },
    ];
  });
  return [...twice, ...early];
}

function vatProblems({ rates }: Section<"vat">): Bilingual[] {
  const backward = rates
    .filter(({ from, to }) => to !== undefined && to < from)
    .map(({ name, from, to }) => ({
      zh: `增值税率“${name}”的结束日 ${to} 早于开始日 ${from}。`,
      en: `The VAT rate ${name} ends on ${to}, before it begins on ${from}.`,
    }));
  const overlapping = rates.flatMap((rate, i) =>
    rates.slice(0, i).flatMap((other) => {
      const isSame = other.name === rate.name && other.entity === rate.entity;
      const overlaps = other.from <= (rate.to ?? "9999-12-31") && rate.from <= (other.to ?? "9999-12-31");
      if (!isSame || !overlaps) return [];
      const [, from] = [other.from, rate.from].sort();
      return [
        {
          zh: `增值税率“${rate.name}”自 ${from} 起有两个。`,
          en: `There are two VAT rates ${rate.name} from ${from} on.`,
        },
      ];
    }),
  );
  return [...backward, ...overlapping];
}
