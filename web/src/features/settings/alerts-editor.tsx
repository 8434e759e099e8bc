import { Radio } from "antd";
import { useWords } from "../../ui/index.ts";
import { TextInput, ZoneInput } from "./inputs.tsx";
import { type Contents, type EditorProps, withoutEmpty } from "./model.ts";

const words = {
  zh: {
    when: "运行时间",
    nightly: "每天凌晨 2 点",
    weekdays: "工作日凌晨 2 点",
    hourly: "每小时",
    own: "其他",
    cron: "分 时 日 月 周",
    zone: "时区",
  },
  en: {
    when: "When",
    nightly: "Every day at 02:00",
    weekdays: "Weekdays at 02:00",
    hourly: "Every hour",
    own: "Other",
    cron: "minute hour day month weekday",
    zone: "Time zone",
  },
};

const presets = { nightly: "0 2 * * *", weekdays: "0 2 * * 1-5", hourly: "0 * * * *" } as const;

export function AlertsEditor({ content, isFixed, onChange }: EditorProps<Contents["alerts"]>) {
  const text = useWords(words);
  const { cron, timeZone } = content;
  const preset = (Object.keys(presets) as (keyof typeof presets)[]).find((name) => presets[name] === cron);
  const set = (part: Partial<Contents["alerts"]>) => {
    const next = { ...content, ...part };
    onChange({ cron: next.cron, ...withoutEmpty({ timeZone: next.timeZone }) });
  };
  return (
    <div className="settings-form">
      <span className="label">{text.when}</span>
      <Radio.Group
        disabled={isFixed}
        value={preset ?? "own"}
        onChange={({ target }) => set({ cron: presets[target.value as keyof typeof presets] ?? `${cron} ` })}
        options={[
          { value: "nightly", label: text.nightly },
          { value: "weekdays", label: text.weekdays },
          { value: "hourly", label: text.hourly },
          { value: "own", label: text.own },
        ]}
      />
      <span className="label">{text.cron}</span>
      <TextInput
        label={text.cron}
        isFixed={isFixed}
        value={cron}
        onChange={(value) => set({ cron: value })}
      />
      <span className="label">{text.zone}</span>
      <ZoneInput
        label={text.zone}
        isFixed={isFixed}
        mayBeEmpty
        value={timeZone}
        onChange={(value) => set({ timeZone: value })}
      />
    </div>
  );
}
