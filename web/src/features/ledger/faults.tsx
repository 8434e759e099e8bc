import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { api, queryClient, useMe } from "../../api/index.ts";
import {
  type Column,
  DataTable,
  EmptyState,
  Moment,
  RefusalAlert,
  Section,
  StatusTag,
  useText,
  useWords,
} from "../../ui/index.ts";
import type { Fault } from "./types.ts";
import { words } from "./words.ts";

/** What a check has found, what is open first. */
export function FaultsSection(props: { readonly faults: readonly Fault[]; readonly isChecked: boolean }) {
  const { faults, isChecked } = props;
  const text = useWords(words);
  const told = useText();
  const maySettle = useMe()?.roles.includes("lead-auditor") ?? false;
  const [settling, setSettling] = useState<Fault>();
  if (faults.length === 0) {
    return (
      <Section title={text.faults}>
        <EmptyState title={isChecked ? text.noFaults : text.neverChecked} />
      </Section>
    );
  }
  const columns: Column<Fault>[] = [
    { key: "what", title: text.what, render: ({ sentence }) => told(sentence) },
    { key: "where", title: text.where, render: ({ place }) => <code>{place}</code> },
    { key: "found", title: text.found, render: ({ foundAt }) => <Moment at={foundAt} /> },
    {
      key: "state",
      title: text.state,
      render: (fault) => <FaultState fault={fault} {...(maySettle ? { onSettle: setSettling } : {})} />,
    },
  ];
  return (
    <Section title={text.faults}>
      <DataTable caption={text.faults} rows={faults} columns={columns} keyOf={({ id }) => id} />
      {settling && <SettleDialog fault={settling} onClose={() => setSettling(undefined)} />}
    </Section>
  );
}

function FaultState({ fault, onSettle }: { readonly fault: Fault; onSettle?(fault: Fault): void }) {
  const text = useWords(words);
  if (fault.settledAt)
    return <StatusTag tone="neutral">{`${text.settled}: ${fault.settledBecause}`}</StatusTag>;
  if (!onSettle) return <StatusTag tone="bad">{text.open}</StatusTag>;
  return (
    <Button size="small" onClick={() => onSettle(fault)}>
      {text.settle}
    </Button>
  );
}

function SettleDialog({ fault, onClose }: { readonly fault: Fault; onClose(): void }) {
  const text = useWords(words);
  const told = useText();
  const [because, setBecause] = useState("");
  const settle = api.useMutation("post", "/api/ledger/faults/{id}/settle", {
    onSuccess: () => {
      void queryClient.invalidateQueries();
      onClose();
    },
  });
  return (
    <Modal
      open
      title={text.settle}
      okText={text.save}
      okButtonProps={{ disabled: because.trim().length < 3, loading: settle.isPending }}
      onCancel={onClose}
      onOk={() => settle.mutate({ params: { path: { id: fault.id } }, body: { because } })}
    >
      <p>{told(fault.sentence)}</p>
      <Form layout="vertical">
        <Form.Item label={text.because} htmlFor="because">
          <Input.TextArea
            id="because"
            rows={4}
            maxLength={2_000}
            value={because}
            onChange={(event) => setBecause(event.target.value)}
          />
        </Form.Item>
      </Form>
      <RefusalAlert error={settle.error} />
    </Modal>
  );
}
