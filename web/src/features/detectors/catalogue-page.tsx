import { Button } from "antd";
import { Link } from "react-router";
import { api } from "../../api/index.ts";
import { Figure, Loaded, Page, Section, useText, useWords } from "../../ui/index.ts";
import { StateTags } from "./state-tags.tsx";
import type { Row } from "./types.ts";

const words = {
  zh: {
    title: "检测器",
    lead: "每个检测器查一种造假手法：为什么可疑、怎样计算、有哪些正当解释、看不到什么，都写在各自的页面上。",
    open: "待处理",
    confirmed: "已确认",
    innocent: "已排除",
    tests: "次检验",
    rule: "规则",
    count: (n: number) => `${n} 个检测器`,
    mutes: "免提醒清单",
    write: "自编检测器",
  },
  en: {
    title: "Detectors",
    lead: "Each looks for one way of falsifying sales. Why it is suspicious, how it is worked out, what may explain it and what it cannot see stand on its page.",
    open: "open",
    confirmed: "confirmed",
    innocent: "innocent",
    tests: "tests",
    rule: "rule",
    mutes: "What is muted",
    write: "Write a detector",
    count: (n: number) => (n === 1 ? "1 detector" : `${n} detectors`),
  },
};

/** The catalogue, by family. */
export default function CataloguePage() {
  const text = useWords(words);
  const told = useText();
  const query = api.useQuery("get", "/api/detectors", {}, { staleTime: 30_000 });
  return (
    <Page
      title={text.title}
      lead={text.lead}
      actions={
        <>
          <Link to="/detectors/mutes">{text.mutes}</Link>
          <Link to="/detectors/write">
            <Button>{text.write}</Button>
          </Link>
        </>
      }
    >
      <Loaded query={query} rows={14}>
        {({ rows }) => (
          <div className="catalogue-sheets">
            {[...Map.groupBy(rows, ({ scheme }) => scheme.id)].map(([id, family]) => (
              <Section
                key={id}
                title={family[0] && told(family[0].scheme.title)}
                extra={<small>{text.count(family.length)}</small>}
              >
                <ul className="catalogue">
                  {family.map((row) => (
                    <Line key={row.id} row={row} />
                  ))}
                </ul>
              </Section>
            ))}
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Line({ row }: { readonly row: Row }) {
  const text = useWords(words);
  const told = useText();
  const { id, title, alerts, lastRun, isOff } = row;
  return (
    <li className={isOff ? "off" : ""}>
      <div>
        <Link to={`/detectors/${id}`}>{told(title)}</Link>
        <small>
          <code>{id}</code>
          {lastRun?.state === "ran" && (
            <>
              {" · "}
              {lastRun.tests > 0 ? (
                <>
                  <Figure value={lastRun.tests} /> {text.tests}
                </>
              ) : (
                text.rule
              )}
            </>
          )}
        </small>
        <StateTags row={row} />
      </div>
      <Link className="catalogue-alerts" to={`/alerts?detector=${id}`}>
        <strong>
          <Figure value={alerts.open} />
        </strong>
        <small>
          {text.open}
          {alerts.confirmed > 0 && ` · ${text.confirmed} ${alerts.confirmed}`}
          {alerts.innocent > 0 && ` · ${text.innocent} ${alerts.innocent}`}
        </small>
      </Link>
    </li>
  );
}
