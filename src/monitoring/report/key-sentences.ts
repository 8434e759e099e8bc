import type { Subject } from "../../detection/index.ts";
import { type Bilingual, majorUnits } from "../../platform/index.ts";
import { amountsText, count, expectedText, percent, roundMoney, scoreText } from "./figures.ts";
import { subjectText } from "./parties.ts";
import type { ReportData } from "./report-data.ts";
import { bySchemes, largestScheme } from "./summary.ts";
import { overviewWords } from "./words/overview-words.ts";

const joined = (...texts: Bilingual[]): Bilingual => ({
  zh: texts.map(({ zh }) => zh).join(""),
  en: texts.map(({ en }) => en).join(" "),
});

/** What a reader must know who reads nothing else: the scope and its errors, the money, and where to begin. */
export function keySentences(data: ReportData): Bilingual[] {
  const scope = overviewWords.scope({
    documents: count(data.totals.documents),
    sellers: count(data.totals.sellers),
    customers: count(data.totals.customers),
    findings: count(data.findings.length),
  });
  if (data.findings.length === 0) return [scope, overviewWords.nothing];
  const { findingsTested, findingsByRule } = data.statistics;
  const expected = expectedText(data.statistics);
  const alarms = expected
    ? overviewWords.alarms(count(findingsTested), expected, count(findingsByRule))
    : overviewWords.allByRule;
  return [joined(scope, alarms), money(data), ...first(data)];
}

function money(data: ReportData): Bilingual {
  const atRisk = data.totals.amounts.filter((row) => row.atRisk > 0n);
  if (atRisk.length === 0) return overviewWords.noMoney;
  const [only] = atRisk;
  const share = atRisk.length === 1 && only ? shareOfSales(only.atRisk, only.sales) : undefined;
  const amounts = amountsText(
    atRisk.map((row) => ({ amount: row.atRisk, currency: row.currency })),
    roundMoney,
  );
  const total = overviewWords.money(amounts, share === "–" ? undefined : share);
  const top = largestScheme(bySchemes(data));
  if (top === undefined) return total;
  return joined(
    total,
    overviewWords.largest(top.title, count(top.findings), amountsText(top.amounts, roundMoney)),
  );
}

function first(data: ReportData): Bilingual[] {
  const { sellers, customers, transactions } = data.ranking;
  const top = sellers[0] ?? customers[0] ?? transactions[0];
  if (top === undefined) return [];
  const look = overviewWords.first(
    whoText(data, top.subject),
    scoreText(top.score),
    amountsText(top.amounts, roundMoney),
  );
  const [reason] = top.reasons;
  return [reason ? joined(look, reason.finding.sentence) : look];
}

/** Within a sentence the kind of a party is written small in English. */
function whoText(data: ReportData, subject: Subject): Bilingual {
  const { zh, en } = subjectText(data, subject);
  return { zh, en: en.charAt(0).toLowerCase() + en.slice(1) };
}

export function shareOfSales(atRisk: bigint, sales: bigint): string {
  if (sales <= 0n) return "–";
  const major = (minor: bigint) => majorUnits({ minor, currency: "XXX" });
  return percent(major(atRisk) / major(sales));
}
