import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Form, Input, Modal, Typography } from "antd";
import { useState } from "react";
import { api, client, type paths } from "../../api/index.ts";
import {
  type Column,
  DataTable,
  EmptyState,
  Moment,
  RefusalAlert,
  Section,
  StatusTag,
  useConfirm,
  useWords,
} from "../../ui/index.ts";

const words = {
  zh: {
    title: "接口密钥",
    lead: "供其他系统通过接口实时写入记录。每个密钥只代表一个来源，只能写入该来源的记录，不能查看任何内容。",
    none: "还没有接口密钥",
    name: "用途",
    nameHelp: "例如“ERP 订单推送”。",
    key: "密钥",
    source: "来源",
    sourceHelp: "与导入文件时的来源名称一致，同一条记录才会接续原有版本。",
    scopes: "权限",
    scope: { "observations:write": "写入记录", "decisions:ask": "询问成交风险" },
    made: "签发",
    expires: "到期",
    expiresHelp: "不填则长期有效，直至吊销。",
    never: "长期有效",
    state: "状态",
    valid: "有效",
    revoked: "已吊销",
    over: "已到期",
    revoke: "吊销",
    sure: (name: string) => `吊销“${name}”？`,
    sureMore: "使用该密钥的系统将立即无法写入，且不能恢复。",
    issue: "签发密钥",
    issued: "密钥已签发",
    once: "密钥只显示这一次，系统不保存。请立即存入对方系统的密钥库，不要通过邮件或聊天工具发送。",
    how: "请求时放入 Authorization 头：",
    close: "我已保存，关闭",
    missing: "请填写。",
  },
  en: {
    title: "API keys",
    lead: "For other systems that tell of records as things happen. A key speaks for one source, may write records of that source, and reads nothing.",
    none: "There are no API keys yet",
    name: "What it is for",
    nameHelp: "Such as “orders from the ERP”.",
    key: "Key",
    source: "Source",
    sourceHelp: "The name that imports of files go by, so that a record goes on from the versions it has.",
    scopes: "May",
    scope: { "observations:write": "write records", "decisions:ask": "ask about deals" },
    made: "Issued",
    expires: "Expires",
    expiresHelp: "Without a day it is valid until it is revoked.",
    never: "never",
    state: "State",
    valid: "valid",
    revoked: "revoked",
    over: "expired",
    revoke: "Revoke",
    sure: (name: string) => `Revoke “${name}”?`,
    sureMore: "The system that uses it can write no more from this moment on. This cannot be undone.",
    issue: "Issue a key",
    issued: "The key is issued",
    once: "The key is shown only now and is not kept here. Put it into the other system's store of secrets at once; do not send it by mail or chat.",
    how: "Requests carry it in the Authorization header:",
    close: "I have kept it, close",
    missing: "Please fill this in.",
  },
};

type Key = paths["/api/keys"]["get"]["responses"]["200"]["content"]["application/json"][number];

const path = "/api/keys";

export function Keys() {
  const text = useWords(words);
  const [isOpen, setOpen] = useState(false);
  const { data, error, isLoading, refetch } = api.useQuery("get", path, {});
  const revoke = useRevoke();
  const columns: Column<Key>[] = [
    { key: "name", title: text.name, render: ({ name }) => name },
    { key: "key", title: text.key, render: ({ prefix }) => <code>{prefix}…</code> },
    { key: "source", title: text.source, render: ({ source }) => source ?? "—" },
    {
      key: "scopes",
      title: text.scopes,
      render: ({ scopes }) => scopes.map((scope) => text.scope[scope]).join(" · "),
    },
    { key: "made", title: text.made, render: ({ madeAt }) => <Moment at={madeAt} /> },
    {
      key: "expires",
      title: text.expires,
      render: ({ expiresAt }) => (expiresAt === null ? text.never : <Moment at={expiresAt} />),
    },
    { key: "state", title: text.state, render: (key) => <State of={key} /> },
    {
      key: "revoke",
      title: "",
      render: (key) =>
        key.revokedAt === null ? (
          <Button size="small" danger onClick={() => revoke(key)}>
            {text.revoke}
          </Button>
        ) : null,
    },
  ];
  return (
    <Section title={text.title} extra={<Button onClick={() => setOpen(true)}>{text.issue}</Button>}>
      <p>{text.lead}</p>
      {data?.length === 0 ? (
        <EmptyState title={text.none} />
      ) : (
        <DataTable
          caption={text.title}
          rows={data}
          columns={columns}
          keyOf={({ id }) => id}
          isLoading={isLoading}
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      {isOpen && <IssueDialog onClose={() => setOpen(false)} />}
    </Section>
  );
}

function State({ of: { revokedAt, expiresAt } }: { readonly of: Key }) {
  const text = useWords(words);
  if (revokedAt !== null) return <StatusTag tone="neutral">{text.revoked}</StatusTag>;
  if (expiresAt !== null && Date.parse(expiresAt) <= Date.now()) {
    return <StatusTag tone="warning">{text.over}</StatusTag>;
  }
  return <StatusTag tone="good">{text.valid}</StatusTag>;
}

function useRevoke(): (key: Key) => void {
  const text = useWords(words);
  const confirm = useConfirm();
  const queries = useQueryClient();
  return ({ id, name }) =>
    confirm({
      title: text.sure(name),
      content: text.sureMore,
      verb: text.revoke,
      isDangerous: true,
      async act() {
        const { error } = await client.POST("/api/keys/{id}/revoke", { params: { path: { id } } });
        if (error) throw error;
        await queries.invalidateQueries({ queryKey: ["get", path] });
      },
    });
}

type Scope = Key["scopes"][number];

interface Given {
  readonly name: string;
  readonly source: string;
  readonly scopes: Scope[];
  readonly expires?: string;
}

function IssueDialog({ onClose }: { onClose(): void }) {
  const text = useWords(words);
  const queries = useQueryClient();
  const { mutate, data, isPending, error } = api.useMutation("post", path, {
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["get", path] }),
  });
  const needed = [{ required: true, whitespace: true, message: text.missing }];
  const send = ({ name, source, scopes, expires }: Given) =>
    mutate({
      body: {
        name,
        source,
        scopes,
        ...(expires ? { expiresAt: new Date(`${expires}T23:59:59`).toISOString() } : {}),
      },
    });
  return (
    <Modal
      open
      title={data ? text.issued : text.issue}
      footer={null}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      {data ? (
        <Issued secret={data.secret} onClose={onClose} />
      ) : (
        <Form<Given>
          layout="vertical"
          requiredMark={false}
          initialValues={{ scopes: ["observations:write"] }}
          onFinish={send}
        >
          <Form.Item name="name" label={text.name} extra={text.nameHelp} rules={needed}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="source" label={text.source} extra={text.sourceHelp} rules={needed}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="scopes" label={text.scopes} rules={[{ required: true, message: text.missing }]}>
            <Checkbox.Group
              options={[{ value: "observations:write", label: text.scope["observations:write"] }]}
            />
          </Form.Item>
          <Form.Item name="expires" label={text.expires} extra={text.expiresHelp}>
            <Input type="date" />
          </Form.Item>
          <RefusalAlert error={error} />
          <Button type="primary" htmlType="submit" loading={isPending}>
            {text.issue}
          </Button>
        </Form>
      )}
    </Modal>
  );
}

function Issued({ secret, onClose }: { readonly secret: string; onClose(): void }) {
  const text = useWords(words);
  return (
    <>
      <Alert type="warning" showIcon title={text.once} />
      <Typography.Paragraph copyable={{ text: secret }} code className="key-secret">
        {secret}
      </Typography.Paragraph>
      <p>{text.how}</p>
      <pre className="key-secret">Authorization: Bearer {secret.slice(0, 16)}…</pre>
      <Button type="primary" onClick={onClose}>
        {text.close}
      </Button>
    </>
  );
}
