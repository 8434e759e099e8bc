import { UploadOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Input, Segmented, Upload } from "antd";
import { useState } from "react";
import { api, client, useMe } from "../../api/index.ts";
import { DataTable, Day, RefusalAlert, Section, useTell, useWords } from "../../ui/index.ts";

const words = {
  zh: {
    title: "汇率表",
    lead: "每行一个日期的汇率：1 单位外币值多少本币。更正的汇率会另存一版，原来的仍然保留；没有汇率的日子最多沿用上面设定的天数，不会推算。",
    source: "汇率来源",
    example: "例如：中国人民银行",
    upload: "导入 CSV",
    form: "表头：日期,货币,本币,汇率",
    done: (added: number, corrected: number, unchanged: number) =>
      `新增 ${added}，更正 ${corrected}，未变 ${unchanged}`,
    none: "还没有汇率",
    pair: "货币对",
    day: "日期",
    rate: "汇率",
    from: "来源",
  },
  en: {
    title: "Rate table",
    lead: "A rate a day: what one unit of the foreign currency is worth in the other. A corrected rate is kept beside the former one; a day without a rate takes an earlier one for as many days as set above, and nothing is extrapolated.",
    source: "Whose rates",
    example: "such as the central bank",
    upload: "Import CSV",
    form: "Heading: day,base,quote,rate",
    done: (added: number, corrected: number, unchanged: number) =>
      `${added} added, ${corrected} corrected, ${unchanged} unchanged`,
    none: "There are no rates yet",
    pair: "Pair",
    day: "Day",
    rate: "Rate",
    from: "Source",
  },
};

export function Rates() {
  const text = useWords(words);
  const { roles } = useMe();
  const mayImport = roles.includes("lead-auditor") || roles.includes("finance");
  const pairs = api.useQuery("get", "/api/settings/rates/pairs");
  const [chosen, setChosen] = useState<string>();
  const names = (pairs.data ?? []).map(({ base, quote }) => `${base}/${quote}`);
  const shown = chosen !== undefined && names.includes(chosen) ? chosen : names[0];
  return (
    <Section title={text.title}>
      <p className="settings-lead">{text.lead}</p>
      {mayImport && <ImportRates />}
      {names.length > 1 && (
        <Segmented aria-label={text.pair} options={names} value={shown ?? ""} onChange={setChosen} />
      )}
      {shown === undefined ? (
        <DataTable
          caption={text.title}
          rows={pairs.data && []}
          isLoading={pairs.isLoading}
          error={pairs.error}
          columns={[]}
          keyOf={() => ""}
          empty={text.none}
        />
      ) : (
        <RatesOf key={shown} pair={shown} />
      )}
    </Section>
  );
}

function RatesOf({ pair }: { readonly pair: string }) {
  const text = useWords(words);
  const [base = "", quote = ""] = pair.split("/");
  const query = api.useInfiniteQuery(
    "get",
    "/api/settings/rates",
    { params: { query: { base, quote, limit: 50 } } },
    {
      pageParamName: "before",
      initialPageParam: null,
      getNextPageParam: ({ next }: { next?: string }) => next,
    },
  );
  const rows = query.data?.pages.flatMap((page) => page.rows);
  return (
    <DataTable
      caption={`${text.title} ${pair}`}
      rows={rows}
      isLoading={query.isLoading}
      error={query.error}
      keyOf={({ day }) => day}
      more={
        query.hasNextPage
          ? { isLoading: query.isFetchingNextPage, load: () => void query.fetchNextPage() }
          : undefined
      }
      columns={[
        { key: "day", title: text.day, width: 130, render: ({ day }) => <Day day={day} /> },
        {
          key: "rate",
          title: text.rate,
          align: "right",
          width: 160,
          render: ({ rate }) => <span className="figures">{rate}</span>,
        },
        { key: "source", title: text.from, render: ({ source }) => source },
      ]}
    />
  );
}

function ImportRates() {
  const text = useWords(words);
  const tell = useTell();
  const queries = useQueryClient();
  const [source, setSource] = useState("");
  const [error, setError] = useState<unknown>();
  const take = async (file: File) => {
    setError(undefined);
    const { data, error: refused } = await client.POST("/api/settings/rates/import", {
      body: { csv: await file.text(), source },
    });
    if (refused) return setError(refused);
    await queries.invalidateQueries();
    tell(text.done(data.added, data.corrected, data.unchanged));
  };
  return (
    <div className="settings-import">
      <Input
        aria-label={text.source}
        addonBefore={text.source}
        placeholder={text.example}
        value={source}
        onChange={({ target }) => setSource(target.value)}
      />
      <Upload
        accept=".csv,text/csv"
        showUploadList={false}
        disabled={source.trim() === ""}
        beforeUpload={(file) => {
          void take(file);
          return false;
        }}
      >
        <Button icon={<UploadOutlined />} disabled={source.trim() === ""}>
          {text.upload}
        </Button>
      </Upload>
      <small>{text.form}</small>
      {error ? <RefusalAlert error={error} /> : null}
    </div>
  );
}
