import { Button } from "antd";
import { EmptyState, LoadingState, RefusalAlert, useText, useWords } from "../../ui/index.ts";
import { RankedLine } from "./ranked-line.tsx";
import type { Job, Unit } from "./types.ts";
import { isUnderWay, type useRanking } from "./use-ranking.ts";

const words = {
  zh: {
    more: "加载更多",
    none: "还没有打过分",
    noneNote: "每次完整检测之后会自动打分，也可以现在就做。",
    nothing: "没有您有权查看的内容。",
  },
  en: {
    more: "Load more",
    none: "Nothing has been scored yet",
    noneNote: "Scoring follows every whole detection run, or can be begun now.",
    nothing: "Nothing here is for you to see.",
  },
};

interface Props {
  readonly unit: Unit;
  readonly query: ReturnType<typeof useRanking>;
  readonly jobs: readonly Job[];
}

/** The lines of one unit with whatever says something of them. */
export function RankedLines({ unit, query, jobs }: Props) {
  const text = useWords(words);
  const say = useText();
  if (query.error && !query.data)
    return <RefusalAlert error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingState rows={10} />;
  const [first] = query.data.pages;
  const rows = query.data.pages.flatMap((page) => page.rows);
  const scoring = jobs.find((job) => job.name === "ranking.score" && isUnderWay(job));
  const ranking = first?.ranking;
  if (!ranking)
    return <EmptyState title={scoring?.words ? say(scoring.words) : text.none}>{text.noneNote}</EmptyState>;
  if (rows.length === 0) return <EmptyState title={text.nothing} />;
  return (
    <>
      <ol className="ranked-lines section">
        {rows.map((line) => (
          <RankedLine
            key={`${line.kind}:${line.record ?? line.id}`}
            unit={unit}
            line={line}
            transactions={ranking.transactions}
          />
        ))}
      </ol>
      {query.hasNextPage && (
        <p className="more">
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {text.more}
          </Button>
        </p>
      )}
    </>
  );
}
