import { Segmented } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { EmptyState, Section, StatusTag, useText, useWords } from "../../ui/index.ts";
import type { Company, Year } from "./types.ts";

const words = {
  zh: {
    company: "本公司",
    year: "报告期",
    single: (period: string) => `只有 ${period} 一期报表；再有相邻的一期，才能算出 M。`,
    first: "这是最早的一期，没有可比的上一期。",
    above: "高于界值",
    below: "未超过界值",
    against: (before: string) => `与 ${before} 相比`,
    statement: "查看报表",
    index: "指数",
    value: "数值",
    push: "对 M 的推动",
    missing: "缺数",
    bound: (value: string) => `界值 ${value}`,
    told: (missing: number) => `八项指数中 ${8 - missing} 项可算，其余缺数，按中性值计入。`,
  },
  en: {
    company: "The company",
    year: "Period",
    single: (period: string) => `There is only the statement of ${period}; M takes the one before as well.`,
    first: "This is the earliest period; there is none before to hold it against.",
    above: "above the bound",
    below: "not above the bound",
    against: (before: string) => `against ${before}`,
    statement: "See the statement",
    index: "Index",
    value: "Value",
    push: "What it adds to M",
    missing: "no figures",
    bound: (value: string) => `bound ${value}`,
    told: (missing: number) =>
      `${8 - missing} of the eight indices can be worked out; the others lack a figure and count as saying nothing.`,
  },
};

export function CompanySection({ company, bound }: { readonly company: Company; readonly bound: number }) {
  const text = useWords(words);
  const { years, entity, currency } = company;
  const newest = years.find(({ m }) => m !== undefined) ?? years[0];
  const [chosen, setChosen] = useState(newest?.record);
  const year = years.find(({ record }) => record === chosen) ?? newest;
  if (!year) return null;
  const title = [entity ?? text.company, currency].filter(Boolean).join(" · ");
  return (
    <Section
      title={title}
      extra={
        years.length > 1 && (
          <Segmented
            size="small"
            aria-label={text.year}
            value={year.record}
            onChange={setChosen}
            options={years.slice(0, 6).map(({ record, period }) => ({ value: record, label: period }))}
          />
        )
      }
    >
      {year.m === undefined ? (
        <EmptyState title={years.length > 1 ? text.first : text.single(year.period)} />
      ) : (
        <Screened year={year} m={year.m} bound={bound} />
      )}
    </Section>
  );
}

function Screened({ year, m, bound }: { readonly year: Year; readonly m: number; readonly bound: number }) {
  const text = useWords(words);
  const missing = year.indices.filter(({ value }) => value === undefined).length;
  return (
    <>
      <div className="m-line">
        <span className="m-value figures">{written(m)}</span>
        <StatusTag tone={m > bound ? "warning" : "neutral"}>{m > bound ? text.above : text.below}</StatusTag>
        <span className="m-against">
          {text.bound(written(bound))} · {text.against(year.before ?? "")} ·{" "}
          <Link to={`/records/financial-statement/${year.record}`}>{text.statement}</Link>
        </span>
      </div>
      <Indices year={year} />
      {missing > 0 && <p className="note">{text.told(missing)}</p>}
    </>
  );
}

function Indices({ year }: { readonly year: Year }) {
  const text = useWords(words);
  const told = useText();
  const most = Math.max(0.1, ...year.indices.map(({ push }) => Math.abs(push)));
  return (
    <table className="indices">
      <thead>
        <tr>
          <th scope="col">{text.index}</th>
          <th scope="col">{text.value}</th>
          <th scope="col" colSpan={2}>
            {text.push}
          </th>
        </tr>
      </thead>
      <tbody>
        {year.indices.map(({ index, title, value, push }) => (
          <tr key={index}>
            <th scope="row">
              {told(title)} <small>{index.toUpperCase()}</small>
            </th>
            <td className="figures">{value === undefined ? text.missing : value.toFixed(2)}</td>
            <td className="figures">{value === undefined ? "" : signed(push)}</td>
            <td className="push" aria-hidden="true">
              <svg viewBox="-50 0 100 12" preserveAspectRatio="none" role="presentation">
                <line x1="0" x2="0" y1="0" y2="12" className="push-axis" />
                <rect
                  x={Math.min(0, (48 * push) / most)}
                  width={Math.abs((48 * push) / most)}
                  y="3"
                  height="6"
                  className={push > 0 ? "push-up" : "push-down"}
                />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** With a true minus. */
const written = (value: number) => value.toFixed(2).replace("-", "−");
const signed = (value: number) => (value > 0.005 ? `+${written(value)}` : written(value));
