import { EmptyState, Section, useLanguage, useWords } from "../../ui/index.ts";
import { driftSentence } from "./notice-words.ts";
import type { Honesty } from "./types.ts";

const words = {
  zh: {
    title: "数据与得分的变化",
    never: "最近一次检测没有留下可比较的归纳；下一次检测之后这里会有结果。",
    calm: (n: number) => `比较了 ${n} 项，没有超出偶然的变化。`,
    note: (n: number) =>
      `共比较 ${n} 项：各类记录的月度条数（与往月及去年同月）、金额、单价与数量的分布（最近三个月与此前十二个月），以及疑点与上次检测相比。变化可能是业务变了，也可能是数据没有导全；检测结果要据此解读。`,
  },
  en: {
    title: "What moved in the data and in the scores",
    never: "The last run left no profile to compare; there will be something here after the next one.",
    calm: (n: number) =>
      `${n === 1 ? "1 comparison" : `${n} comparisons`}, and nothing moved by more than chance.`,
    note: (n: number) =>
      `${n} comparisons: rows of each kind by month (against the months before and the same month a year before), how amounts, prices and quantities are spread (the last three months against the twelve before), and the findings against the run before. Business may have changed, or data may be missing; read the findings accordingly.`,
  },
};

export function DriftSection({ drift, titles }: Pick<Honesty, "drift" | "titles">) {
  const text = useWords(words);
  const language = useLanguage();
  const { notices, compared } = drift;
  return (
    <Section title={text.title} width="half">
      {compared === 0 ? (
        <EmptyState title={text.never} />
      ) : notices.length === 0 ? (
        <EmptyState title={text.calm(compared)} />
      ) : (
        <>
          <ul className="drift">
            {notices.map((notice) => (
              <li key={JSON.stringify(notice)}>{driftSentence(notice, titles, language)}</li>
            ))}
          </ul>
          <p className="note">{text.note(compared)}</p>
        </>
      )}
    </Section>
  );
}
