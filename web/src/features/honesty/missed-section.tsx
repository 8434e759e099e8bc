import { Button } from "antd";
import { Link } from "react-router";
import { EmptyState, Figure, Moment, Section, useWords } from "../../ui/index.ts";
import type { Honesty, Missed } from "./types.ts";
import { unitWords } from "./unit-words.ts";

const words = {
  zh: {
    title: "漏掉了多少",
    none: "没有被怀疑的部分还没有随机抽查过，无法估计漏掉了多少。请抽取一份含随机份额的清单并登记结果。",
    draw: "抽取清单",
    few: (told: number, waiting: number) =>
      `随机抽出的部分只有 ${told} 项有结论${waiting > 0 ? `，另有 ${waiting} 项未核查` : ""}，不足以估计。`,
    between: "可能在",
    to: "至",
    of: (n: string) => `之间（共 ${n} 项没有被怀疑）`,
    estimate: (n: string) => `按已有结论推算约 ${n} 项`,
    basis: (m: Missed) =>
      `随机抽出 ${m.drawn} 项：${m.falsified} 项造假、${m.honest} 项业务真实、${m.untold} 项无法判断、${m.waiting} 项未核查。`,
    both: "区间按 95% 置信度精确计算；无法判断和未核查的，下限按真实、上限按造假计。",
  },
  en: {
    title: "What was missed",
    none: "Nothing that nobody suspects has been inspected at random, so what was missed cannot be told. Draw a list with a random share and record what the inspections find.",
    draw: "Draw a list",
    few: (told: number, waiting: number) =>
      `Of what the lot drew ${told} could be told${waiting > 0 ? ` and ${waiting} are not inspected yet` : ""}: too few to estimate.`,
    between: "between",
    to: "and",
    of: (n: string) => `of ${n} that nobody suspects`,
    estimate: (n: string) => `about ${n} by what could be told so far`,
    basis: (m: Missed) =>
      `The lot drew ${m.drawn}: ${m.falsified} falsified, ${m.honest} honest, ${m.untold} that could not be told, ${m.waiting} not inspected yet.`,
    both: "Exact 95 % bounds; whatever could not be told or was not inspected counts as honest for the lower one and as falsified for the upper one.",
  },
};

export function MissedSection({ missed }: Pick<Honesty, "missed">) {
  const text = useWords(words);
  const units = useWords(unitWords);
  return (
    <Section
      title={text.title}
      width="half"
      extra={
        <Link to="/inspections">
          <Button size="small">{text.draw}</Button>
        </Link>
      }
    >
      {missed.length === 0 ? (
        <EmptyState title={text.none} />
      ) : (
        <ul className="missed">
          {missed.map(({ list, missed }) => (
            <li key={list.id}>
              <div className="missed-head">
                <Link to={`/inspections/${list.id}`}>{units[list.unit]}</Link>
                <small>
                  <Moment at={list.drawnAt} />
                </small>
              </div>
              <MissedFigures missed={missed} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** The bounds first: the estimate alone would be taken for more than it is. */
export function MissedFigures({ missed }: { readonly missed: Missed }) {
  const text = useWords(words);
  const { falsified, honest, waiting, population, estimate, least, most } = missed;
  if (estimate === undefined || least === undefined || most === undefined)
    return <p className="said">{text.few(falsified + honest, waiting)}</p>;
  return (
    <>
      <p className="missed-bounds">
        {text.between}{" "}
        <strong>
          <Figure value={least} />
        </strong>{" "}
        {text.to}{" "}
        <strong>
          <Figure value={most} />
        </strong>{" "}
        {text.of(population.toLocaleString("en-US"))}
      </p>
      <p className="said">{text.estimate(Math.round(estimate).toLocaleString("en-US"))}</p>
      <p className="note">
        {text.basis(missed)} {text.both}
      </p>
    </>
  );
}
