import { Button, Progress } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { api } from "../../api/index.ts";
import { Loaded, Moment, Section, StatusTag, useLanguage, useText, useWords } from "../../ui/index.ts";
import { valueText } from "./formula.tsx";
import { ParametersForm } from "./parameters-form.tsx";
import { ruleWords, stateTones } from "./rule-words.ts";
import type { Detector, Version } from "./types.ts";
import { VersionActions } from "./version-actions.tsx";

const words = {
  zh: {
    ...ruleWords.zh,
    title: "版本",
    draft: "起草新版本",
    none: "没有改过：按出厂默认运行。",
    shadow: (gained: number, lost: number) => `上次检测：会多发现 ${gained} 条，少发现 ${lost} 条`,
    notYet: "等待下一次检测",
    test: (days: number) => `回测 ${days} 天`,
    whatHappened: "经过",
  },
  en: {
    ...ruleWords.en,
    title: "Versions",
    draft: "Draft a version",
    none: "Never changed: it goes as it ships.",
    shadow: (gained: number, lost: number) =>
      `the last run would have found ${gained} more and ${lost} fewer`,
    notYet: "waits for the next run",
    test: (days: number) => (days === 1 ? "back-test of 1 day" : `back-test of ${days} days`),
    whatHappened: "What happened to it",
  },
};

/** How a detector's parameters came to be what they are, and what is to become of them. */
export function Versions({ detector }: { readonly detector: Detector }) {
  const text = useWords(words);
  const [editing, setEditing] = useState<"new" | Version>();
  const query = api.useQuery(
    "get",
    "/api/detectors/{id}/versions",
    { params: { path: { id: detector.id } } },
    { refetchInterval: ({ state }) => (isBusy(state.data?.rows) ? 2_000 : false) },
  );
  const close = () => setEditing(undefined);
  const navigate = useNavigate();
  const edit = (which: "new" | Version) => {
    if (!detector.own) return setEditing(which);
    const draft = which === "new" ? "" : `&number=${which.number}`;
    return void navigate(`/detectors/write?id=${detector.id}${draft}`);
  };
  const action = !editing && <Button onClick={() => edit("new")}>{text.draft}</Button>;
  return (
    <Section title={text.title} extra={action}>
      {editing && (
        <ParametersForm
          key={editing === "new" ? 0 : editing.number}
          detector={detector}
          {...(editing === "new" ? {} : { version: editing })}
          onClose={close}
        />
      )}
      <Loaded query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            !editing && <p className="lead">{text.none}</p>
          ) : (
            <ol className="versions">
              {rows.map((version) => (
                <One
                  key={version.number}
                  version={version}
                  meanings={detector.parameters}
                  onEdit={() => edit(version)}
                />
              ))}
            </ol>
          )
        }
      </Loaded>
    </Section>
  );
}

const isBusy = (rows: readonly Version[] = []) =>
  rows.some(({ trials }) => trials.some(({ state }) => state === "waiting" || state === "running"));

function One({ version, meanings, onEdit }: ParametersProps & { onEdit(): void }) {
  const text = useWords(words);
  const told = useText();
  const { number, state, author, reviewer, detector, shadow } = version;
  return (
    <li className={`version version-${state}`}>
      <div className="version-head">
        <strong>{text.number(number)}</strong>
        <StatusTag tone={stateTones[state]}>{text.states[state]}</StatusTag>
        <small>
          {text.author} {author.name}
          {reviewer && ` · ${text.reviewer} ${reviewer.name}`}
        </small>
      </div>
      <Parameters version={version} meanings={meanings} />
      {state === "shadow" && (
        <div className="version-line">
          {shadow ? (
            <>
              <Link to={`/detectors/${detector}/versions/${number}/shadow`}>
                {shadow.failed ? told(shadow.failed) : text.shadow(shadow.gained, shadow.lost)}
              </Link>{" "}
              <small>
                <Moment at={shadow.at} />
              </small>
            </>
          ) : (
            <small>{text.notYet}</small>
          )}
        </div>
      )}
      {version.trials.map((trial) => (
        <div className="version-line" key={trial.id}>
          <Link to={`/detectors/${detector}/back-tests/${trial.id}`}>{text.test(trial.days.length)}</Link>{" "}
          <small>
            <Moment at={trial.startedAt} /> · {text.trialStates[trial.state]}
          </small>
          {trial.state === "running" && <Progress percent={Math.round(trial.percent)} size="small" />}
        </div>
      ))}
      {version.declaration && (
        <details className="version-steps">
          <summary>SQL</summary>
          <pre className="own-sql">{version.declaration.sql}</pre>
        </details>
      )}
      <Steps version={version} />
      <VersionActions version={version} onEdit={onEdit} />
    </li>
  );
}

interface ParametersProps {
  readonly version: Version;
  readonly meanings: Detector["parameters"];
}

function Parameters({ version: { params }, meanings }: ParametersProps) {
  const text = useWords(words);
  const told = useText();
  const meaningOf = (name: string) => meanings.find((one) => one.name === name)?.meaning;
  const language = useLanguage();
  const entries = Object.entries(params);
  if (entries.length === 0) return <div className="version-line">{text.allUsual}</div>;
  return (
    <div className="version-line version-parameters">
      {entries.map(([name, value]) => {
        const meaning = meaningOf(name);
        return (
          <span key={name} {...(meaning ? { title: told(meaning) } : {})}>
            <code>{name}</code> = {valueText(value, language)}
          </span>
        );
      })}
    </div>
  );
}

function Steps({ version: { steps } }: { readonly version: Version }) {
  const text = useWords(words);
  return (
    <details className="version-steps">
      <summary>{text.whatHappened}</summary>
      <ol>
        {steps.map(({ revision, step, reason, by, at }) => (
          <li key={revision}>
            <small>
              <Moment at={at} /> · {by}
            </small>{" "}
            {text.steps[step]}
            {reason && (
              <>
                {" "}
                <q>{reason}</q>
              </>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
