import { AutoComplete, Input } from "antd";
import { useEffect, useState } from "react";
import { api } from "../../api/index.ts";
import { Day, Money, useWords } from "../../ui/index.ts";
import type { InputProps } from "./input-props.ts";
import type { Summary } from "./model.ts";

const words = {
  zh: { hint: "输入编号或名称", unknown: "没有您可以查看的记录使用此编号" },
  en: { hint: "Key or name", unknown: "No record that you may see has this key" },
};
const pause = 200; // milliseconds without a key before it is looked up

/** A record of another kind, found by key or name while typing; a key that is not known here may stand too. */
export function ReferenceInput(props: InputProps & { readonly kind: string }) {
  const { id, kind, value, isDisabled = false, isWrong = false, describedBy, onChange } = props;
  const typed = typeof value === "boolean" ? "" : value;
  const word = useWords(words);
  const [isOpen, setOpen] = useState(false);
  const asked = useSettled(typed);
  const { data, isFetching } = api.useQuery(
    "get",
    "/api/lookup/{kind}",
    { params: { path: { kind }, query: { q: asked } } },
    { enabled: isOpen || asked !== "", staleTime: 30_000, retry: false, placeholderData: (last) => last },
  );
  const found = data?.find(({ key }) => key === typed);
  const isUnknown = typed !== "" && asked === typed && !isFetching && data !== undefined && !found;
  return (
    <>
      <AutoComplete
        id={id}
        className="reference-input"
        value={typed}
        disabled={isDisabled}
        {...(isWrong ? { status: "error" as const } : {})}
        {...(describedBy === undefined ? {} : { "aria-describedby": describedBy })}
        popupMatchSelectWidth={false}
        options={(data ?? []).map((summary) => ({
          value: summary.key,
          label: <Found summary={summary} />,
        }))}
        onOpenChange={setOpen}
        onChange={(next?: string) => onChange(next ?? "")}
        onSelect={(key) => onChange(key ?? "", data?.find((one) => one.key === key)?.name)}
      >
        <Input placeholder={word.hint} autoComplete="off" />
      </AutoComplete>
      {found?.name !== undefined && <span className="reference-name">{found.name}</span>}
      {isUnknown && !isOpen && <span className="reference-name">{word.unknown}</span>}
    </>
  );
}

function Found({ summary: { key, name, day, amount, currency } }: { readonly summary: Summary }) {
  return (
    <span className="found">
      <strong>{key}</strong>
      {name !== undefined && <span>{name}</span>}
      {name === undefined && day !== undefined && <Day day={day} />}
      {name === undefined && amount !== undefined && <Money minor={amount} currency={currency ?? "XXX"} />}
    </span>
  );
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
