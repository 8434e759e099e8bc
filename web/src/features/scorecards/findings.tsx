import { Link } from "react-router";
import {
  EmptyState,
  formatScore,
  Moment,
  Money,
  Section,
  StatusTag,
  type Tone,
  useText,
  useWords,
} from "../../ui/index.ts";
import type { Kind, Party } from "./types.ts";

const words = {
  zh: {
    title: "疑点",
    none: "没有您可见的疑点。",
    all: "在疑点列表中查看",
    since: "首次发现",
    gone: "已不再出现",
    score: "强度",
    risk: (rank: number, score: string) => `风险排名第 ${rank}，得分 ${score}`,
    statuses: {
      open: "待处理",
      "in-review": "核查中",
      confirmed: "已确认",
      innocent: "已排除",
      duplicate: "重复",
    } as Record<string, string>,
  },
  en: {
    title: "Alerts",
    none: "There is no alert that you may see.",
    all: "Show in the list of alerts",
    since: "first seen",
    gone: "no longer found",
    score: "strength",
    risk: (rank: number, score: string) => `Rank ${rank} by risk, score ${score}`,
    statuses: {
      open: "open",
      "in-review": "in review",
      confirmed: "confirmed",
      innocent: "innocent",
      duplicate: "duplicate",
    } as Record<string, string>,
  },
};

const tones: Readonly<Record<string, Tone>> = {
  open: "warning",
  "in-review": "active",
  confirmed: "bad",
  innocent: "good",
  duplicate: "neutral",
};

type Suspicions = NonNullable<Party["suspicions"]>;

/** What was found about the party, the weightiest first; only what the reader may see. */
export function Findings(props: {
  readonly suspicions: Suspicions;
  readonly kind: Kind;
  readonly id: string;
}) {
  const { suspicions, kind, id } = props;
  const { risk, findings, hasMore } = suspicions;
  const text = useWords(words);
  const told = useText();
  const all = `/alerts?${kind}=${encodeURIComponent(id)}`;
  return (
    <Section
      title={text.title}
      extra={
        <>
          {risk && <span className="risk">{text.risk(risk.rank, formatScore(risk.score))} · </span>}
          <Link to={all}>{text.all}</Link>
        </>
      }
    >
      {findings.length === 0 ? (
        <EmptyState title={text.none} />
      ) : (
        <ul className="findings">
          {findings.map((finding) => (
            <li key={finding.id} className={finding.found ? "" : "gone"}>
              <div>
                <Link to={`/alerts/${finding.id}`}>{told(finding.sentence)}</Link>
                <small>
                  {text.since} <Moment at={finding.firstSeen} /> · {text.score} {formatScore(finding.score)}
                  {finding.found ? "" : ` · ${text.gone}`}
                </small>
              </div>
              <span className="finding-amount">
                {finding.amount !== "0" && <Money minor={finding.amount} currency={finding.currency} />}
              </span>
              <StatusTag tone={tones[finding.status] ?? "neutral"}>
                {text.statuses[finding.status] ?? finding.status}
              </StatusTag>
            </li>
          ))}
        </ul>
      )}
      {hasMore && <Link to={all}>{text.all}</Link>}
    </Section>
  );
}
