import { useMemo } from "react";
import { api } from "../../api/index.ts";
import { Chart } from "../../ui/chart.tsx";
import { EmptyState, KeyFigures, Loaded, Section, useLanguage, useWords } from "../../ui/index.ts";
import { words } from "./words.ts";

/** Entries a day, and how much room they take. */
export function GrowthSection() {
  const text = useWords(words);
  const query = api.useQuery("get", "/api/ledger/growth", {}, { staleTime: 60_000 });
  return (
    <Section title={text.growth}>
      <Loaded query={query}>
        {({ days, bytes }) => (
          <>
            {days.length === 0 ? <EmptyState title={text.noGrowth} /> : <Days days={days} />}
            <Sizes bytes={bytes} />
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Days({ days }: { readonly days: readonly { readonly day: string; readonly entries: number }[] }) {
  const text = useWords(words);
  const option = useMemo(() => optionOf(days), [days]);
  return <Chart option={option} description={text.growthDescription} height={200} />;
}

function optionOf(days: readonly { readonly day: string; readonly entries: number }[]) {
  return {
    tooltip: { trigger: "axis" },
    xAxis: { type: "category", data: days.map(({ day }) => day.slice(5)) },
    yAxis: { type: "value", minInterval: 1 },
    series: [{ type: "bar", barMaxWidth: 28, data: days.map(({ entries }) => entries) }],
  };
}

function Sizes({ bytes }: { readonly bytes: { readonly files: number; readonly database: number } }) {
  const text = useWords(words);
  const language = useLanguage();
  return (
    <KeyFigures
      figures={[
        { label: text.filesOnDisk, value: megabytes(bytes.files, language) },
        { label: text.inDatabase, value: megabytes(bytes.database, language) },
      ]}
    />
  );
}

function megabytes(bytes: number, language: "zh" | "en"): string {
  const value = bytes / 1e6;
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return `${value.toLocaleString(language === "zh" ? "zh-CN" : "en", { minimumFractionDigits: digits, maximumFractionDigits: digits })} MB`;
}
