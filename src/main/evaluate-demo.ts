import { type CompanyOptions, type Evaluation, evaluate, readTruth, writeCompany } from "../demo/index.ts";
import { schemes } from "../detection/index.ts";
import { type ReportData, scanFiles } from "../monitoring/index.ts";
import { type Language, withTemporaryFolder } from "../platform/index.ts";
import { showProgress } from "./progress.ts";
import { textTable } from "./text-table.ts";
import { version } from "./version.ts";

export type Setting = Pick<CompanyOptions, "seed" | "sellers" | "months">;

/** Recall per scheme and form, precision per scheme, and how well sellers are ranked, over several demo companies. */
export async function evaluateDemo(settings: readonly Setting[], language: Language): Promise<string> {
  const progress = showProgress(language);
  const evaluations: Evaluation[] = [];
  for (const setting of settings) {
    progress.show({ zh: `演示公司，种子 ${setting.seed}`, en: `demo company, seed ${setting.seed}` });
    evaluations.push(await evaluateOne(setting));
  }
  progress.done();
  return [
    recallTable(evaluations, language),
    precisionTable(evaluations, language),
    sellerTable(evaluations, settings, language),
  ].join("\n");
}

async function evaluateOne(setting: Setting): Promise<Evaluation> {
  return withTemporaryFolder("plumbline-evaluate-", async (folder) => {
    await writeCompany(folder, setting);
    const { report } = await scanFiles({
      paths: [folder],
      version,
      command: "demo --evaluate",
      today: "2026-01-01",
    });
    const ranking = report.ranking.sellers.map(({ subject, score }) => ({ ...subject, score }));
    return evaluate(reportedFindings(report), ranking, await readTruth(folder));
  });
}

function reportedFindings({ findings, evidence }: ReportData) {
  return findings.map(({ scheme, detector, subject, seller, customer, score, evidence: rids }) => ({
    scheme,
    detector,
    subject,
    seller,
    customer,
    score,
    evidence: rids.flatMap((rid) => evidence.get(rid)?.recordId ?? []),
  }));
}

const schemeTitle = (scheme: string, language: Language) =>
  scheme in schemes ? schemes[scheme as keyof typeof schemes][language] : scheme;

const share = (part: number, whole: number) => (whole === 0 ? "–" : `${Math.round((100 * part) / whole)} %`);

function recallTable(evaluations: readonly Evaluation[], language: Language): string {
  const all = evaluations.flatMap(({ recall }) => recall);
  const families = [...new Set(all.map(({ family }) => family))];
  const cell = (family: string | undefined, form: string) => {
    const mine = all.filter((one) => (family === undefined || one.family === family) && one.form === form);
    const planted = mine.reduce((sum, one) => sum + one.planted, 0);
    const found = mine.reduce((sum, one) => sum + one.found, 0);
    return `${found}/${planted}  ${share(found, planted)}`;
  };
  const words = {
    zh: ["查全率（按舞弊类型）", "明显", "隐蔽", "合计"],
    en: ["Recall by scheme", "obvious", "subtle", "all"],
  }[language];
  const rows = families.map((family) => [
    schemeTitle(family, language),
    cell(family, "obvious"),
    cell(family, "subtle"),
  ]);
  return textTable([
    words.slice(0, 3),
    ...rows,
    [words[3] ?? "", cell(undefined, "obvious"), cell(undefined, "subtle")],
  ]);
}

function precisionTable(evaluations: readonly Evaluation[], language: Language): string {
  const all = evaluations.flatMap(({ precision }) => precision);
  const row = (title: string, mine: typeof all) => {
    const total = (key: "findings" | "fitting" | "touching" | "onDecoys") =>
      mine.reduce((sum, one) => sum + one[key], 0);
    const findings = total("findings");
    return [
      title,
      String(findings),
      share(total("fitting"), findings),
      share(total("touching"), findings),
      String(total("onDecoys")),
    ];
  };
  const words = {
    zh: ["查准率（按舞弊类型）", "发现数", "命中同类", "命中任一情节", "落在正当样本上"],
    en: ["Precision by scheme", "findings", "of that scheme", "of any scheme", "on honest decoys"],
  }[language];
  const names = [...new Set(all.map(({ scheme }) => scheme))];
  const rows = names.map((name) =>
    row(
      schemeTitle(name, language),
      all.filter(({ scheme }) => scheme === name),
    ),
  );
  return textTable([words, ...rows, row({ zh: "合计", en: "all" }[language], all)]);
}

function sellerTable(
  evaluations: readonly Evaluation[],
  settings: readonly Setting[],
  language: Language,
): string {
  const words = {
    zh: ["销售员排序", "造假者/总数", "AUC", "AUC 明显", "AUC 隐蔽", "前列查准率"],
    en: ["Ranking of sellers", "planted/all", "AUC", "AUC obvious", "AUC subtle", "precision at the top"],
  }[language];
  const auc = (value: number | undefined) => value?.toFixed(2) ?? "–";
  const rows = evaluations.map(({ sellers }, i) => [
    { zh: `种子 ${settings[i]?.seed}`, en: `seed ${settings[i]?.seed}` }[language],
    `${sellers.planted}/${sellers.sellers}`,
    auc(sellers.auc),
    auc(sellers.aucByForm.obvious),
    auc(sellers.aucByForm.subtle),
    sellers.precisionAt.map(({ k, precision }) => `${share(precision, 1)} @${k}`).join("  "),
  ]);
  return textTable([words, ...rows]);
}
