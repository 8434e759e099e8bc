import { Input, Select } from "antd";
import { useMemo } from "react";
import { api } from "../../api/index.ts";
import { useLanguage, useWords } from "../../ui/index.ts";

interface Given {
  readonly label: string;
  readonly isFixed: boolean;
  readonly value: string | undefined;
  onChange(value: string): void;
}

export function TextInput({
  label,
  isFixed,
  value,
  onChange,
  placeholder,
}: Given & { placeholder?: string }) {
  return (
    <Input
      aria-label={label}
      disabled={isFixed}
      value={value ?? ""}
      placeholder={placeholder}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

/** Typed as it is written everywhere here: a browser's own field would show the order of its own country. */
export function DayInput({ label, isFixed, value = "", onChange }: Given) {
  const isWrong = value !== "" && (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value)));
  return (
    <Input
      aria-label={label}
      className="figures"
      placeholder="YYYY-MM-DD"
      maxLength={10}
      disabled={isFixed}
      value={value}
      {...(isWrong ? { status: "error" } : {})}
      onChange={({ target }) => onChange(target.value.replaceAll("/", "-").trim())}
    />
  );
}

// ISO 4217 codes that browsers know; the server has the last word.
const currencies = Intl.supportedValuesOf("currency");

export function useCurrencyOptions() {
  const language = useLanguage();
  return useMemo(() => {
    const names = new Intl.DisplayNames([language === "zh" ? "zh-CN" : "en"], { type: "currency" });
    return currencies.map((code) => ({ value: code, label: `${code} ${names.of(code) ?? ""}` }));
  }, [language]);
}

export function CurrencyInput({ label, isFixed, value, onChange }: Given) {
  const options = useCurrencyOptions();
  return (
    <Select
      showSearch={{ optionFilterProp: "label" }}
      aria-label={label}
      disabled={isFixed}
      value={value || null}
      options={options}
      popupMatchSelectWidth={260}
      onChange={onChange}
    />
  );
}

const zones = Intl.supportedValuesOf("timeZone");
const zoneWords = { zh: { business: "与业务时区相同" }, en: { business: "The business time zone" } };

export function ZoneInput({
  label,
  isFixed,
  value,
  onChange,
  mayBeEmpty = false,
}: Given & { readonly mayBeEmpty?: boolean }) {
  const { business } = useWords(zoneWords);
  return (
    <Select
      showSearch
      allowClear={mayBeEmpty}
      aria-label={label}
      disabled={isFixed}
      value={value || null}
      placeholder={business}
      options={zones.map((zone) => ({ value: zone, label: zone }))}
      onChange={(zone: string | undefined) => onChange(zone ?? "")}
    />
  );
}

/** The legal entities as they are saved. */
export function useEntityOptions() {
  const { data } = api.useQuery("get", "/api/settings/basics");
  return (data?.entities ?? []).map(({ id, name }) => ({ value: id, label: name }));
}
