import { Tag } from "antd";
import type { ReactNode } from "react";
import { useTimeZone } from "./time-zone.ts";
import { type Language, useLanguage } from "./words.ts";

/** `minor`: decimal string of minor units, as the server sends it. Exact at any size. */
export function formatMoney(minor: string, currency: string, language: Language): string {
  const locale = language === "zh" ? "zh-CN" : "en";
  const isNamed = currency !== "XXX";
  const digits = isNamed ? digitsOf(currency) : 2;
  const format = new Intl.NumberFormat(locale, {
    ...(isNamed ? { style: "currency", currency } : {}),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(majorUnits(minor, digits));
}

/** As decimal text, which `format` takes exactly. */
function majorUnits(minor: string, digits: number): Intl.StringNumericLiteral {
  const [, sign = "", figures = "0"] = /^(-?)(\d+)$/.exec(minor) ?? [];
  const padded = figures.padStart(digits + 1, "0");
  const whole = padded.slice(0, padded.length - digits);
  return `${sign}${whole}.${padded.slice(padded.length - digits)}0` as Intl.StringNumericLiteral;
}

function digitsOf(currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
  }).resolvedOptions();
  return maximumFractionDigits;
}

export function Money({ minor, currency }: { readonly minor: string | null; readonly currency: string }) {
  const language = useLanguage();
  if (minor === null) return <Nothing />;
  return (
    <span className={minor.startsWith("-") ? "figures negative" : "figures"}>
      {formatMoney(minor, currency, language)}
    </span>
  );
}

/** A count or a decimal, grouped. */
export function Figure({ value, digits = 0 }: { readonly value: number; readonly digits?: number }) {
  const locale = useLanguage() === "zh" ? "zh-CN" : "en";
  const shown = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
  return <span className="figures">{shown}</span>;
}

/** A date of a document: `2026-11-23`, as it is, whatever the time zone. */
export function Day({ day }: { readonly day: string | null | undefined }) {
  return day ? (
    <time className="figures" dateTime={day}>
      {day.slice(0, 10)}
    </time>
  ) : (
    <Nothing />
  );
}

/** A moment in the business time zone: `2026-11-23 09:30`. */
export function Moment({
  at,
  seconds = false,
}: {
  readonly at: string | null | undefined;
  readonly seconds?: boolean;
}) {
  const timeZone = useTimeZone();
  if (!at) return <Nothing />;
  const shown = formatMoment(at, timeZone);
  return (
    <time className="figures" dateTime={at} title={`${shown} ${timeZone}`}>
      {seconds ? shown : shown.slice(0, 16)}
    </time>
  );
}

export function formatMoment(at: string, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone }).format(
    new Date(at),
  );
}

export type Tone = "neutral" | "good" | "warning" | "bad" | "active";
const colours: Record<Tone, string> = {
  neutral: "default",
  good: "success",
  warning: "warning",
  bad: "error",
  active: "processing",
};

export function StatusTag({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <Tag color={colours[tone]} variant="outlined">
      {children}
    </Tag>
  );
}

/** Where there is no value; read out as such. */
export function Nothing() {
  return <span className="nothing">–</span>;
}
