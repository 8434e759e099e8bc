import { CalendarOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useRef } from "react";
import { useWords } from "../../ui/index.ts";
import { plainMoment } from "./typed-values.ts";

const words = {
  zh: { pick: "从日历选择", day: "2026-11-23", time: "2026-11-23 09:30" },
  en: { pick: "Choose from a calendar", day: "2026-11-23", time: "2026-11-23 09:30" },
};

/**
 * A day or a moment as text, whatever the browser's own way of writing dates: typed quickly, with the browser's
 * calendar beside for those who want to choose.
 */
export function DayInput(props: {
  readonly id: string;
  readonly value: string;
  readonly hasTime: boolean;
  readonly disabled: boolean;
  onChange(value: string): void;
}) {
  const { value, hasTime, onChange, ...rest } = props;
  const word = useWords(words);
  const picker = useRef<HTMLInputElement>(null);
  const settled = plainMoment(value);
  return (
    <span className="day-input">
      <Input
        {...rest}
        autoComplete="off"
        placeholder={hasTime ? word.time : word.day}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onBlur={() => settled !== undefined && settled !== value && onChange(settled)}
        suffix={
          <Button
            type="text"
            size="small"
            tabIndex={-1}
            disabled={rest.disabled}
            icon={<CalendarOutlined />}
            aria-label={word.pick}
            onClick={() => picker.current?.showPicker()}
          />
        }
      />
      <input
        ref={picker}
        type="date"
        className="day-picker"
        tabIndex={-1}
        aria-hidden="true"
        value={settled?.slice(0, 10) ?? ""}
        onChange={(event) => {
          const day = event.target.value;
          if (day !== "") onChange(hasTime && settled ? day + settled.slice(10) : day);
        }}
      />
    </span>
  );
}
