import { Button } from "antd";
import { api } from "../../api/index.ts";
import { DataTable, Moment, Section, StatusTag, useTellRefusal, useWords } from "../../ui/index.ts";
import { browserName } from "./browser-name.ts";

const words = {
  zh: {
    title: "登录的设备",
    browser: "浏览器",
    address: "地址",
    since: "登录时间",
    until: "到期",
    here: "当前",
    end: "退出",
    unknown: "未知",
  },
  en: {
    title: "Where I am signed in",
    browser: "Browser",
    address: "Address",
    since: "Since",
    until: "Until",
    here: "This one",
    end: "End",
    unknown: "Unknown",
  },
};

export function OwnSessions() {
  const text = useWords(words);
  const tellRefusal = useTellRefusal();
  const { data, isLoading, error, refetch } = api.useQuery("get", "/api/sessions");
  const revoke = api.useMutation("delete", "/api/sessions/{id}", {
    onSuccess: () => void refetch(),
    onError: tellRefusal,
  });
  return (
    <Section title={text.title}>
      <DataTable
        caption={text.title}
        rows={data}
        isLoading={isLoading}
        error={error}
        onRetry={() => void refetch()}
        keyOf={({ id }) => id}
        columns={[
          { key: "browser", title: text.browser, render: (row) => browserName(row.browser) ?? text.unknown },
          { key: "address", title: text.address, render: (row) => <code>{row.address ?? "–"}</code> },
          { key: "since", title: text.since, render: (row) => <Moment at={row.createdAt} /> },
          { key: "until", title: text.until, render: (row) => <Moment at={row.expiresAt} /> },
          {
            key: "act",
            title: "",
            align: "right",
            render: (row) =>
              row.isThisOne ? (
                <StatusTag tone="good">{text.here}</StatusTag>
              ) : (
                <Button size="small" onClick={() => revoke.mutate({ params: { path: { id: row.id } } })}>
                  {text.end}
                </Button>
              ),
          },
        ]}
      />
    </Section>
  );
}
