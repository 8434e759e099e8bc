import { Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { Moment, Section, useText, useWords } from "../../ui/index.ts";
import type { AlertDetail } from "./types.ts";
import { useTakeStep } from "./use-take-step.tsx";

const words = {
  zh: { title: "下一步核查", note: "写下结果", save: "保存", placeholder: "核查到了什么？" },
  en: {
    title: "What to check next",
    note: "Note the result",
    save: "Save",
    placeholder: "What did you find?",
  },
};

/** The detector's checks as a list to tick; what was found stands below each. */
export function AlertChecks({ alert }: { readonly alert: AlertDetail }) {
  const { title } = useWords(words);
  const checks = alert.detectorInfo?.nextChecks ?? [];
  if (checks.length === 0) return null;
  return (
    <Section title={title}>
      <ul className="checks">
        {checks.map((check, i) => (
          <Check key={check.en} alert={alert} check={i} />
        ))}
      </ul>
    </Section>
  );
}

function Check({ alert, check }: { readonly alert: AlertDetail; readonly check: number }) {
  const text = useWords(words);
  const say = useText();
  const takeStep = useTakeStep();
  const [writing, setWriting] = useState<string>();
  const steps = alert.history.flatMap((entry) =>
    entry.by === "person" && entry.step.kind === "checked" && entry.step.check === check
      ? [{ ...entry, step: entry.step }]
      : [],
  );
  const isDone = steps.at(-1)?.step.done ?? false;
  const sentence = alert.detectorInfo?.nextChecks[check];
  if (!sentence) return null;
  const save = async (done: boolean, note?: string) => {
    const isTaken = await takeStep([alert], {
      kind: "checked",
      check,
      done,
      ...(note ? { text: note } : {}),
    });
    if (isTaken) setWriting(undefined);
  };
  return (
    <li>
      <Checkbox checked={isDone} onChange={() => void save(!isDone)}>
        {say(sentence)}
      </Checkbox>
      {steps.map(
        ({ step, actor, at, revision }) =>
          step.text && (
            <p key={revision} className="check-note">
              {step.text}{" "}
              <small>
                {actor.name ?? actor.id} · <Moment at={at} />
              </small>
            </p>
          ),
      )}
      {writing === undefined ? (
        <Button type="link" size="small" onClick={() => setWriting("")}>
          {text.note}
        </Button>
      ) : (
        <div className="check-form">
          <Input.TextArea
            autoFocus
            rows={3}
            maxLength={5_000}
            aria-label={text.note}
            placeholder={text.placeholder}
            value={writing}
            onChange={({ target }) => setWriting(target.value)}
          />
          <Button
            size="small"
            disabled={writing.trim() === ""}
            onClick={() => void save(true, writing.trim())}
          >
            {text.save}
          </Button>
        </div>
      )}
    </li>
  );
}
