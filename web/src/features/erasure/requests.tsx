import { Button, Space } from "antd";
import { client, queryClient, useMe } from "../../api/index.ts";
import {
  type Column,
  DataTable,
  EmptyState,
  Moment,
  Section,
  StatusTag,
  type Tone,
  useConfirm,
  useText,
  useWords,
} from "../../ui/index.ts";
import { CountsLine } from "./counts-line.tsx";
import type { Request } from "./types.ts";
import { words } from "./words.ts";

const tones: Readonly<Record<Request["state"], Tone>> = {
  asked: "warning",
  refused: "neutral",
  approved: "active",
  erased: "active",
  operator: "bad",
  done: "good",
};

export function RequestsSection({ requests }: { readonly requests: readonly Request[] }) {
  const text = useWords(words);
  if (requests.length === 0) {
    return (
      <Section title={text.requests}>
        <EmptyState title={text.none} />
      </Section>
    );
  }
  const columns: Column<Request>[] = [
    { key: "reference", title: text.reference, render: ({ reference }) => reference ?? text.unnamed },
    { key: "state", title: text.state, render: (request) => <State request={request} /> },
    { key: "asked", title: text.asked, render: ({ askedAt }) => <Moment at={askedAt} /> },
    { key: "what", title: text.what, render: (request) => <What request={request} /> },
    { key: "act", title: text.act, render: (request) => <Acts request={request} /> },
  ];
  return (
    <Section title={text.requests}>
      <DataTable caption={text.requests} rows={requests} columns={columns} keyOf={({ id }) => id} />
    </Section>
  );
}

function What({ request: { counts, held } }: { readonly request: Request }) {
  const text = useWords(words);
  return (
    <div className="erasure-cell">
      <CountsLine counts={counts} />
      {held.length > 0 && <small>{text.heldBack(held.length)}</small>}
    </div>
  );
}

function State({ request }: { readonly request: Request }) {
  const text = useWords(words);
  const told = useText();
  const { state, erasedAt, doneAt, backups, remaining } = request;
  return (
    <div className="erasure-cell">
      <StatusTag tone={tones[state]}>{text.states[state]}</StatusTag>
      {erasedAt && !doneAt && (
        <small>
          {text.erasedAt} <Moment at={erasedAt} />
        </small>
      )}
      {doneAt && (
        <small>
          {text.doneAt} <Moment at={doneAt} />
        </small>
      )}
      {backups && <small>{text.backups(backups.count, backups.keep)}</small>}
      {state !== "done" && remaining.map((one) => <small key={one.en}>{told(one)}</small>)}
    </div>
  );
}

async function post(verb: "approve" | "refuse" | "retry" | "confirm", id: string): Promise<void> {
  const params = { path: { id } };
  const { error } = await {
    approve: () => client.POST("/api/erasures/{id}/approve", { params }),
    refuse: () => client.POST("/api/erasures/{id}/refuse", { params }),
    retry: () => client.POST("/api/erasures/{id}/retry", { params }),
    confirm: () => client.POST("/api/erasures/{id}/confirm", { params }),
  }[verb]();
  if (error) throw error;
  await queryClient.invalidateQueries();
}

function Acts({ request: { id, state, isOwn, remaining } }: { readonly request: Request }) {
  const text = useWords(words);
  const ask = useConfirm();
  const { roles } = useMe();
  const mayDecide = roles.some((role) => role === "lead-auditor" || role === "administrator");
  if (state === "asked" && isOwn) return <small>{text.ownRequest}</small>;
  if (state === "asked" && mayDecide) {
    const approve = () =>
      ask({
        title: text.approveTitle,
        content: text.approveBody,
        verb: text.approve,
        isDangerous: true,
        act: () => post("approve", id),
      });
    return (
      <Space>
        <Button size="small" danger onClick={approve}>
          {text.approve}
        </Button>
        <Button
          size="small"
          onClick={() => ask({ title: text.refuse, verb: text.refuse, act: () => post("refuse", id) })}
        >
          {text.refuse}
        </Button>
      </Space>
    );
  }
  if (state === "approved" && remaining.length > 0) {
    return (
      <Button
        size="small"
        onClick={() => ask({ title: text.retry, verb: text.retry, act: () => post("retry", id) })}
      >
        {text.retry}
      </Button>
    );
  }
  if (state === "operator" && roles.includes("administrator")) {
    const confirm = () =>
      ask({ title: text.confirmTitle, verb: text.confirm, act: () => post("confirm", id) });
    return (
      <Button size="small" onClick={confirm}>
        {text.confirm}
      </Button>
    );
  }
  return null;
}
