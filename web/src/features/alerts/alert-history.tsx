import { Button, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { Seal } from "../../seal/index.ts";
import { Day, Moment, Section, useText, useWords } from "../../ui/index.ts";
import { stepNames } from "./alert-words.ts";
import type { AlertDetail } from "./types.ts";
import { useTakeStep } from "./use-take-step.tsx";

const words = {
  zh: {
    title: "经过",
    run: "检测",
    raised: "首次发现",
    updated: "内容有变化",
    ceased: "不再发现",
    asOf: "数据截至",
    to: "给",
    toNobody: "，改为无人负责",
    original: "所重复的疑点",
    note: "添加备注",
    placeholder: "备注保存后不能修改，只能再添加",
    save: "保存备注",
  },
  en: {
    title: "What was done",
    run: "Detection",
    raised: "found it first",
    updated: "found it changed",
    ceased: "found it no more",
    asOf: "data up to",
    to: "to",
    toNobody: "to nobody",
    original: "the one that it duplicates",
    note: "Add a note",
    placeholder: "A note that is saved is not changed any more; add another",
    save: "Save the note",
  },
};

type Entry = AlertDetail["history"][number];

/** Newest first: what runs said, what people did, and a place for the next note. */
export function AlertHistory({ alert }: { readonly alert: AlertDetail }) {
  const text = useWords(words);
  const takeStep = useTakeStep();
  const [note, setNote] = useState("");
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const isTaken = await takeStep([alert], { kind: "noted", text: note.trim() });
    setBusy(false);
    if (isTaken) setNote("");
  };
  return (
    <Section title={text.title}>
      <div className="check-form">
        <Input.TextArea
          rows={3}
          maxLength={5_000}
          aria-label={text.note}
          placeholder={text.placeholder}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        <Button size="small" loading={isBusy} disabled={note.trim() === ""} onClick={() => void save()}>
          {text.save}
        </Button>
      </div>
      <ol className="history">
        {[...alert.history].reverse().map((entry) => (
          <li key={entry.by === "run" ? `run ${entry.version}` : `step ${entry.revision}`}>
            {entry.by === "run" ? (
              <RunEntry alert={alert.id} entry={entry} />
            ) : (
              <StepEntry alert={alert.id} entry={entry} />
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function RunEntry(props: { readonly alert: string; readonly entry: Extract<Entry, { by: "run" }> }) {
  const { alert, entry } = props;
  const text = useWords(words);
  return (
    <>
      <p>
        <b>{text.run}</b> {text[entry.change]}
      </p>
      <small>
        <Moment at={entry.at} /> · {text.asOf} <Day day={entry.asOf} />{" "}
        <Seal
          subject={{ kind: "alert-version", alert, version: entry.version }}
          entry={entry.knownAt ?? undefined}
          isExact={false}
        />
      </small>
    </>
  );
}

function StepEntry(props: { readonly alert: string; readonly entry: Extract<Entry, { by: "person" }> }) {
  const { alert, entry } = props;
  const text = useWords(words);
  const say = useText();
  const { actor, step, assignee } = entry;
  const said = "reason" in step ? step.reason : "text" in step ? step.text : undefined;
  return (
    <>
      <p>
        <b>{actor.name ?? actor.id}</b> {say(stepNames[step.kind])}
        {step.kind === "assigned" &&
          (assignee ? ` ${text.to} ${assignee.name ?? assignee.id}` : ` ${text.toNobody}`)}
        {step.kind === "duplicate" && (
          <>
            {" "}
            <Link to={`/alerts/${step.of}`}>{text.original}</Link>
          </>
        )}
      </p>
      {said && <blockquote>{said}</blockquote>}
      <small>
        <Moment at={entry.at} />{" "}
        <Seal
          subject={{ kind: "alert-step", alert, revision: entry.revision }}
          entry={entry.knownAt ?? undefined}
        />
      </small>
    </>
  );
}
