import { EmptyState, Section, StatusTag, type Tone, useWords } from "../../ui/index.ts";
import { ShareBar } from "./share-bar.tsx";
import type { Group } from "./types.ts";

const words = {
  zh: {
    title: "哪些群体更常被标记，核查是否支持",
    none: "数据里没有可比较的群体：没有部门、大区、渠道或入职时间。",
    dimension: {
      department: "部门",
      region: "大区",
      channel: "主要渠道",
      tenure: "资历",
      manager: "直属上级",
    },
    tenure: { "under-1": "不足一年", "1-to-3": "一至三年", "3-to-5": "三至五年", "over-5": "五年以上" },
    group: "群体",
    sellers: "人数",
    flagged: "排在前五分之一的比例",
    proved: "其疑点确认属实的比例",
    verdict: "结论",
    small: "人数不足 5，不作比较",
    undecided: (n: number) => (n === 0 ? "尚无判定" : `只判定了 ${n} 条`),
    flags: {
      "too-few": "太少，不作判断",
      "as-others": "与其他群体无异",
      more: "更常被标记",
      less: "较少被标记",
    },
    inspections: {
      "too-few": "核查太少，尚不能判断",
      "as-others": "核查结果与其他群体无异，标记有相应的事实",
      higher: "核查支持：确认属实的比例更高",
      lower: "核查不支持：确认属实的比例更低",
    },
    note: "标记比例按 Fisher 精确检验与同一维度的其余人相比，q 值按 Benjamini–Hochberg 法对全部群体一并校正（≤ 0.05 才算有别）。更常被标记本身不是错，也不是证据。",
  },
  en: {
    title: "Which groups are flagged more often, and whether inspections bear that out",
    none: "The data tell no groups apart: no department, region, channel or time of service.",
    dimension: {
      department: "Department",
      region: "Region",
      channel: "Main channel",
      tenure: "Service",
      manager: "Manager",
    },
    tenure: {
      "under-1": "under a year",
      "1-to-3": "1 to 3 years",
      "3-to-5": "3 to 5 years",
      "over-5": "over 5 years",
    },
    group: "Group",
    sellers: "Sellers",
    flagged: "In the leading fifth of the ranking",
    proved: "Their alerts that proved true",
    verdict: "What it says",
    small: "fewer than 5, not compared",
    undecided: (n: number) => (n === 0 ? "none decided yet" : `${n} decided only`),
    flags: {
      "too-few": "too few to say",
      "as-others": "as the others",
      more: "flagged more often",
      less: "flagged less often",
    },
    inspections: {
      "too-few": "too few inspections to say whether with reason",
      "as-others": "inspections find no difference: the flags have facts behind them",
      higher: "inspections bear it out: more proved true",
      lower: "inspections do not bear it out: fewer proved true",
    },
    note: "Shares are compared with everybody else of the same dimension by Fisher's exact test; q-values are corrected over all groups together by Benjamini–Hochberg (a difference is told from 0.05 down). To be flagged more often is no fault in itself, and no evidence.",
  },
};

const tones: Record<Group["flags"], Tone> = {
  "too-few": "neutral",
  "as-others": "neutral",
  more: "warning",
  less: "active",
};

export function GroupsSection({ groups }: { readonly groups: readonly Group[] }) {
  const text = useWords(words);
  const byDimension = [...Map.groupBy(groups, ({ dimension }) => dimension)];
  return (
    <Section title={text.title}>
      {groups.length === 0 ? (
        <EmptyState title={text.none} />
      ) : (
        <>
          <table className="shares groups">
            <thead>
              <tr>
                <th scope="col">{text.group}</th>
                <th scope="col" className="figure-cell">
                  {text.sellers}
                </th>
                <th scope="col">{text.flagged}</th>
                <th scope="col">{text.proved}</th>
                <th scope="col">{text.verdict}</th>
              </tr>
            </thead>
            {byDimension.map(([dimension, own]) => (
              <tbody key={dimension}>
                <tr className="dimension">
                  <th colSpan={5} scope="rowgroup">
                    {text.dimension[dimension]}
                  </th>
                </tr>
                {own.map((group) => (
                  <Line key={group.name} group={group} />
                ))}
              </tbody>
            ))}
          </table>
          <p className="note">{text.note}</p>
        </>
      )}
    </Section>
  );
}

function Line({ group }: { readonly group: Group }) {
  const text = useWords(words);
  const { name, sellers, flagged, precision, flags, inspections, qValue } = group;
  const tenure = text.tenure[name as keyof typeof text.tenure];
  return (
    <tr>
      <th scope="row">{group.dimension === "tenure" ? (tenure ?? name) : name}</th>
      <td className="figure-cell" data-label={text.sellers}>
        {sellers}
      </td>
      <td className="share-cell" data-label={text.flagged}>
        <ShareBar share={flagged} few={text.small} />
      </td>
      <td className="share-cell" data-label={text.proved}>
        <ShareBar share={precision} few={text.undecided(precision.trials)} />
      </td>
      <td className="verdict">
        <StatusTag tone={tones[flags]}>{text.flags[flags]}</StatusTag>
        {qValue !== undefined && <small className="figures">q = {qValue.toFixed(3)}</small>}
        {flags === "more" && <small>{text.inspections[inspections]}</small>}
      </td>
    </tr>
  );
}
