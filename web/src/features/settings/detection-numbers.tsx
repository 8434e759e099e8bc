import { Button, InputNumber } from "antd";
import { useState } from "react";
import { api, useMe } from "../../api/index.ts";
import { Loaded, RefusalAlert, Section, useTell, useWords } from "../../ui/index.ts";

const words = {
  zh: {
    title: "检测与回测的通用数值",
    lead: "对所有检测器有效；改动自下次检测、下次回测起生效，并记入日志。已经做完的回测保留当时的数值。",
    rate: "误报率上限",
    rateNote: "统计检验所得的疑点中，平均允许有多大比例是误报（0.1%–50%）。",
    minutes: "核查一条疑点所需时间",
    minutesUnit: "分钟",
    minutesNote: "回测据此估算多出或省下的核查工时；每次回测时可另行指定。请按本单位的实际情况填写。",
    save: "保存",
    discard: "放弃修改",
    saved: "已保存",
  },
  en: {
    title: "What all detectors and back-tests go by",
    lead: "A change counts from the next run and the next back-test, and goes into the log. Back-tests that are done keep the figures they were made with.",
    rate: "Share of false alarms allowed",
    rateNote: "Of what is found by statistical test, how much may be false on average (0.1–50 %).",
    minutes: "Time to look into one alert",
    minutesUnit: "minutes",
    minutesNote:
      "A back-test reckons with it how many hours of inspection more or fewer a version would cost; each back-test can be given another. Put in what it takes in your company.",
    save: "Save",
    discard: "Discard changes",
    saved: "Saved",
  },
};

/** For whoever sees suspicions: how many false ones are allowed, and what one costs to look into. */
export function DetectionNumbers() {
  const text = useWords(words);
  const query = api.useQuery("get", "/api/detection-settings");
  return (
    <Section title={text.title}>
      <p className="settings-lead">{text.lead}</p>
      <Loaded query={query}>{(saved) => <Numbers key={saved.revision} saved={saved} />}</Loaded>
    </Section>
  );
}

interface Saved {
  readonly revision: number;
  readonly falseDiscoveryRate: number;
  readonly minutesPerAlert: number;
}

function Numbers({ saved }: { readonly saved: Saved }) {
  const text = useWords(words);
  const tell = useTell();
  const mayChange = useMe().roles.includes("lead-auditor");
  const { refetch } = api.useQuery("get", "/api/detection-settings");
  const [draft, setDraft] = useState(saved);
  const save = api.useMutation("put", "/api/detection-settings");
  const isChanged = JSON.stringify(draft) !== JSON.stringify(saved);
  const submit = () =>
    save.mutateAsync({ body: draft }).then(
      async () => {
        tell(text.saved);
        await refetch();
      },
      () => undefined,
    );
  return (
    <>
      <div className="settings-form settings-numbers">
        <NumberField
          id="detection-rate"
          label={text.rate}
          note={text.rateNote}
          disabled={!mayChange}
          min={0.1}
          max={50}
          suffix="%"
          value={Math.round(draft.falseDiscoveryRate * 10_000) / 100}
          onChange={(percent) => setDraft({ ...draft, falseDiscoveryRate: percent / 100 })}
        />
        <NumberField
          id="detection-minutes"
          label={text.minutes}
          note={text.minutesNote}
          disabled={!mayChange}
          min={1}
          max={10_000}
          precision={0}
          suffix={text.minutesUnit}
          value={draft.minutesPerAlert}
          onChange={(minutesPerAlert) => setDraft({ ...draft, minutesPerAlert })}
        />
      </div>
      <RefusalAlert error={save.error} />
      {mayChange && (
        <div className="settings-save">
          <span />
          <span>
            <Button disabled={!isChanged || save.isPending} onClick={() => setDraft(saved)}>
              {text.discard}
            </Button>
            <Button
              type="primary"
              disabled={!isChanged}
              loading={save.isPending}
              onClick={() => void submit()}
            >
              {text.save}
            </Button>
          </span>
        </div>
      )}
    </>
  );
}

interface NumberFieldProps {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly disabled: boolean;
  readonly min: number;
  readonly max: number;
  readonly precision?: number;
  readonly suffix: string;
  readonly value: number;
  onChange(value: number): void;
}

/** An emptied field keeps the number that it had. */
function NumberField({ id, label, note, value, onChange, ...bounds }: NumberFieldProps) {
  return (
    <>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div>
        <InputNumber
          id={id}
          {...bounds}
          value={value}
          onChange={(given) => given !== null && onChange(Number(given))}
        />
        <small>{note}</small>
      </div>
    </>
  );
}
