import { Alert, Button, Empty, Skeleton } from "antd";
import type { ReactNode } from "react";
import { apiErrorOf } from "../api/index.ts";
import { useWords } from "./words.ts";

const words = {
  zh: { retry: "重试", request: "请求编号", loading: "正在载入" },
  en: { retry: "Try again", request: "Request", loading: "Loading" },
};

/** What the server said when it refused or failed, as it stands. Nothing where there is no error. */
export function RefusalAlert({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { retry, request } = useWords(words);
  if (!error) return null;
  const { code, message, issues = [], request: id } = apiErrorOf(error);
  const action = onRetry && (
    <Button size="small" onClick={onRetry}>
      {retry}
    </Button>
  );
  return (
    <Alert
      role="alert"
      className="refusal"
      type={code === "internal" || code === "unreachable" ? "error" : "warning"}
      showIcon
      title={message.split("\n").map((line) => <div key={line}>{line}</div>)}
      description={
        <>
          {issues.map(({ path, message: told }) => (
            <div key={path + told}>
              <code>{path}</code> {told}
            </div>
          ))}
          {code === "internal" && id && (
            <small>
              {request} <code>{id}</code>
            </small>
          )}
        </>
      }
      action={action}
    />
  );
}

/** For a part that has nothing to show, with what can be done about it. */
export function EmptyState({
  title,
  children,
}: {
  readonly title: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <Empty className="empty" image={Empty.PRESENTED_IMAGE_SIMPLE} description={title}>
      {children}
    </Empty>
  );
}

export function LoadingState({ rows = 6 }: { readonly rows?: number }) {
  const { loading } = useWords(words);
  return (
    <div role="status" aria-busy="true" aria-label={loading} className="loading">
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}

interface Answer<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  refetch(): unknown;
}

/** Loading, refused or there: the three states of a query. */
export function Loaded<Data>({
  query,
  children,
  rows,
}: {
  readonly query: Answer<Data>;
  readonly rows?: number;
  children(data: Data): ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <RefusalAlert error={query.error} onRetry={() => void query.refetch()} />;
  return <LoadingState {...(rows === undefined ? {} : { rows })} />;
}
