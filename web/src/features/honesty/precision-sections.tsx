import { Segmented } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { EmptyState, Figure, Section, useText, useWords } from "../../ui/index.ts";
import { ShareBar } from "./share-bar.tsx";
import type { Honesty, Precision, Titled } from "./types.ts";

const words = {
  zh: {
    title: "精确率",
    detector: "按检测器",
    scheme: "按手法",
    by: "分组方式",
    name: "名称",
    decided: "已判定",
    undecided: "未判定",
    share: "确认属实的比例，细带为 95% 区间",
    none: (n: number) =>
      `判定过的疑点还太少（${n} 条），不足以给出精确率。每类至少判定 5 条后，这里会显示比例与区间。`,
    more: (n: number) => `另有 ${n} 类尚不足 5 条判定，不作比例。`,
    ranks: "排名靠前的是否更准",
    top: (n: string) => (n === "all" ? "全部仍存在的疑点" : `前 ${Number(n).toLocaleString("zh-CN")} 名`),
    ranksNone: "没有仍存在的疑点。",
    chosen:
      "判定哪些疑点由人决定，并非随机，因此比例只说明已判定的部分；要知道没有被怀疑的部分，请看“漏掉了多少”。",
  },
  en: {
    title: "Precision",
    detector: "By detector",
    scheme: "By scheme",
    by: "Grouped",
    name: "Name",
    decided: "Decided",
    undecided: "Undecided",
    share: "Share that was confirmed; the band is the 95 % interval",
    none: (n: number) =>
      `${n === 1 ? "1 alert has" : `${n} alerts have`} been decided: too few to tell a precision. Each sort needs five before its share and interval appear here.`,
    more: (n: number) =>
      `${n === 1 ? "1 more sort has" : `${n} more sorts have`} fewer than five decisions, and no share is told.`,
    ranks: "Does what ranks first prove true more often?",
    top: (n: string) =>
      n === "all" ? "all that are still found" : `first ${Number(n).toLocaleString("en")}`,
    ranksNone: "No alerts are found at present.",
    chosen:
      "People choose which alerts they decide, not the lot: a share speaks of what was decided only. What nobody suspects is under “What was missed”.",
  },
};

export function PrecisionSection({ honesty }: { readonly honesty: Honesty }) {
  const text = useWords(words);
  const told = useText();
  const [by, setBy] = useState<"detector" | "scheme">("detector");
  const rows = by === "detector" ? honesty.detectors : honesty.schemes;
  const enough = rows.filter(({ precision }) => precision.share !== undefined);
  const rest = rows.filter(({ precision }) => precision.share === undefined && precision.trials > 0).length;
  const decided = honesty.confirmed + honesty.innocent;
  return (
    <Section
      title={text.title}
      width="two-thirds"
      extra={
        <Segmented
          size="small"
          aria-label={text.by}
          value={by}
          onChange={setBy}
          options={[
            { value: "detector", label: text.detector },
            { value: "scheme", label: text.scheme },
          ]}
        />
      }
    >
      {enough.length === 0 ? (
        <EmptyState title={text.none(decided)} />
      ) : (
        <Shares rows={enough} name={(row) => <Name row={row} by={by} title={told(row.title)} />} />
      )}
      {enough.length > 0 && rest > 0 && <p className="note">{text.more(rest)}</p>}
      {enough.length > 0 && <p className="note">{text.chosen}</p>}
    </Section>
  );
}

function Name({ row, by, title }: { readonly row: Titled; readonly by: string; readonly title: string }) {
  const status = "all";
  return <Link to={`/alerts?${by}=${row.key}&status=${status}`}>{title}</Link>;
}

export function RankSection({ ranks }: { readonly ranks: readonly Precision[] }) {
  const text = useWords(words);
  return (
    <Section title={text.ranks} width="third">
      {ranks.length === 0 ? (
        <EmptyState title={text.ranksNone} />
      ) : (
        <ul className="rank-shares">
          {ranks.map(({ key, precision, undecided }) => (
            <li key={key}>
              <div className="rank-head">
                <span>{text.top(key)}</span>
                <small className="figures">
                  {text.decided} <Figure value={precision.trials} /> /{" "}
                  <Figure value={precision.trials + undecided} />
                </small>
              </div>
              <ShareBar share={precision} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Shares<Row extends Precision>({
  rows,
  name,
}: {
  readonly rows: readonly Row[];
  name(row: Row): React.ReactNode;
}) {
  const text = useWords(words);
  return (
    <table className="shares">
      <thead>
        <tr>
          <th scope="col">{text.name}</th>
          <th scope="col" className="figure-cell">
            {text.decided}
          </th>
          <th scope="col" className="figure-cell">
            {text.undecided}
          </th>
          <th scope="col">{text.share}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{name(row)}</th>
            <td className="figure-cell" data-label={text.decided}>
              {row.precision.trials}
            </td>
            <td className="figure-cell" data-label={text.undecided}>
              {row.undecided}
            </td>
            <td className="share-cell">
              <ShareBar share={row.precision} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
