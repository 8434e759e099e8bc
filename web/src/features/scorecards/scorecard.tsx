import { Tooltip } from "antd";
import { Section, useLanguage, useText, useWords } from "../../ui/index.ts";
import { figureText } from "./figure-text.ts";
import { StripPlot } from "./strip-plot.tsx";
import type { Figure, Kind, Party } from "./types.ts";

const words = {
  zh: {
    title: "与同类相比",
    legend: "每条短线是一个同类，长线为中位数，菱形为本人；近 12 个月",
    measure: "指标",
    value: "数值",
    median: "同类中位",
    place: "在同类中",
    thin: (cases: number) => `仅 ${cases} 例，不作比较`,
    few: "同类太少，不作比较",
    higher: (share: string, peers: number) => `高于其余 ${peers - 1} 个中的 ${share}`,
    narrow: { seller: "同大区同部门", customer: "同地区同类别" },
    broad: { seller: "同大区", customer: "同类别" },
    all: { seller: "全部销售员", customer: "全部客户" },
    hidden: "这个客户还向其他销售员采购，全部指标不在此显示。",
  },
  en: {
    title: "Beside its peers",
    legend: "Each tick is a peer, the tall one their median, the diamond the one shown; last 12 months",
    measure: "Measure",
    value: "Value",
    median: "Peers' median",
    place: "Among the peers",
    thin: (cases: number) => `${cases} ${cases === 1 ? "case" : "cases"} only, not compared`,
    few: "too few peers to compare",
    higher: (share: string, peers: number) => `above ${share} of the ${peers - 1} others`,
    narrow: { seller: "same region and department", customer: "same region and category" },
    broad: { seller: "same region", customer: "same category" },
    all: { seller: "all sellers", customer: "all customers" },
    hidden: "This customer buys from others too; figures of all its purchases are not shown here.",
  },
};

/** The figures of the last twelve months, each on a line with how it is spread among peers. */
export function Scorecard({ party, kind }: { readonly party: Party; readonly kind: Kind }) {
  const text = useWords(words);
  return (
    <Section title={text.title} extra={<small>{text.legend}</small>}>
      {party.figures === undefined ? (
        <p className="lead">{text.hidden}</p>
      ) : (
        <table className="scorecard">
          <thead>
            <tr>
              <th scope="col">{text.measure}</th>
              <th scope="col" className="figure-cell">
                {text.value}
              </th>
              <th scope="col" aria-label={text.place} />
              <th scope="col" className="figure-cell">
                {text.median}
              </th>
              <th scope="col">{text.place}</th>
            </tr>
          </thead>
          <tbody>
            {party.figures.map((figure) => (
              <Line key={figure.measure} figure={figure} currency={party.currency} kind={kind} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Line(props: { readonly figure: Figure; readonly currency: string; readonly kind: Kind }) {
  const { figure, currency, kind } = props;
  const { value, form, title, meaning, cases, isThin, peers } = figure;
  const text = useWords(words);
  const told = useText();
  const language = useLanguage();
  const shown = (number: number) => figureText(number, form, currency, language);
  const share = peers && `${Math.round(100 * peers.percentile)}%`;
  const beside = peers && share ? text.higher(share, peers.count) : isThin ? text.thin(cases) : text.few;
  return (
    <tr>
      <th scope="row">
        <Tooltip title={told(meaning)}>
          <span className="explained">{told(title)}</span>
        </Tooltip>
      </th>
      <td className="figure-cell own">{shown(value)}</td>
      <td className="strip-cell">
        {peers && (
          <StripPlot
            value={value}
            peers={peers}
            description={`${told(title)} ${shown(value)}: ${beside}, ${text.median} ${shown(peers.median)}`}
          />
        )}
      </td>
      <td className="figure-cell">{peers ? shown(peers.median) : "–"}</td>
      <td className="beside">
        {beside}
        {peers && (
          <small>
            {peers.level === "all" ? text.all[kind] : `${text[peers.level][kind]} ${peers.place}`}
          </small>
        )}
      </td>
    </tr>
  );
}
