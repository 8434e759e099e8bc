import { Button, Checkbox, Form, Input, Modal } from "antd";
import { useState } from "react";
import { api, queryClient, useMe } from "../../api/index.ts";
import {
  type Column,
  DataTable,
  EmptyState,
  Loaded,
  Moment,
  RefusalAlert,
  Section,
  StatusTag,
  useWords,
} from "../../ui/index.ts";
import type { Hold } from "./types.ts";
import { words } from "./words.ts";

export function HoldsSection() {
  const text = useWords(words);
  const query = api.useQuery("get", "/api/holds");
  const [isSetting, setIsSetting] = useState(false);
  const [lifting, setLifting] = useState<Hold>();
  const mayLift = useMe().roles.includes("lead-auditor");
  return (
    <Section title={text.holds} extra={<Button onClick={() => setIsSetting(true)}>{text.setHold}</Button>}>
      <p className="erasure-quiet">{text.holdsLead}</p>
      <Loaded query={query}>
        {(holds) => <Holds holds={holds} {...(mayLift ? { onLift: setLifting } : {})} />}
      </Loaded>
      {isSetting && <SetHoldDialog onClose={() => setIsSetting(false)} />}
      {lifting && <LiftDialog hold={lifting} onClose={() => setLifting(undefined)} />}
    </Section>
  );
}

function Holds({ holds, onLift }: { readonly holds: readonly Hold[]; onLift?(hold: Hold): void }) {
  const text = useWords(words);
  if (holds.length === 0) return <EmptyState title={text.noHolds} />;
  const columns: Column<Hold>[] = [
    {
      key: "target",
      title: text.target,
      render: ({ everything, targets, reference }) => (
        <div className="erasure-cell">
          <span>
            {everything
              ? text.everything
              : targets.length > 3
                ? text.objects(targets.length)
                : targets.join(", ")}
          </span>
          {reference && <small>{reference}</small>}
        </div>
      ),
    },
    {
      key: "reason",
      title: text.reason,
      render: ({ reason, liftedBecause }) => (
        <div className="erasure-cell">
          <span>{reason}</span>
          {liftedBecause && <small>{`${text.lifted}: ${liftedBecause}`}</small>}
        </div>
      ),
    },
    {
      key: "state",
      title: text.state,
      render: (hold) =>
        hold.liftedAt ? (
          <StatusTag tone="neutral">{text.lifted}</StatusTag>
        ) : onLift ? (
          <Button size="small" onClick={() => onLift(hold)}>
            {text.lift}
          </Button>
        ) : (
          <StatusTag tone="warning">{text.inForce}</StatusTag>
        ),
    },
    { key: "set", title: text.setBy, render: ({ setAt }) => <Moment at={setAt} /> },
  ];
  return <DataTable caption={text.holds} rows={holds} columns={columns} keyOf={({ id }) => id} />;
}

function SetHoldDialog({ onClose }: { onClose(): void }) {
  const text = useWords(words);
  const [everything, setEverything] = useState(false);
  const [targets, setTargets] = useState("");
  const [reference, setReference] = useState("");
  const [reason, setReason] = useState("");
  const named = targets.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
  const set = api.useMutation("post", "/api/holds", { onSuccess: () => done(onClose) });
  const body = {
    everything,
    targets: everything ? [] : named,
    reason,
    ...(reference.trim() ? { reference: reference.trim() } : {}),
  };
  return (
    <Modal
      open
      title={text.setHold}
      okText={text.save}
      okButtonProps={{
        disabled: reason.trim().length < 3 || (!everything && named.length === 0),
        loading: set.isPending,
      }}
      onCancel={onClose}
      onOk={() => set.mutate({ body })}
    >
      <Form layout="vertical">
        <Form.Item>
          <Checkbox checked={everything} onChange={({ target }) => setEverything(target.checked)}>
            {text.everything}
          </Checkbox>
        </Form.Item>
        {!everything && (
          <Form.Item label={text.targetsLabel} htmlFor="hold-targets" extra={text.targetsHelp}>
            <Input.TextArea
              id="hold-targets"
              rows={4}
              value={targets}
              onChange={({ target }) => setTargets(target.value)}
            />
          </Form.Item>
        )}
        <Form.Item label={text.caseReference} htmlFor="hold-reference">
          <Input
            id="hold-reference"
            maxLength={100}
            value={reference}
            onChange={({ target }) => setReference(target.value)}
          />
        </Form.Item>
        <Form.Item label={text.reason} htmlFor="hold-reason">
          <Input.TextArea
            id="hold-reason"
            rows={3}
            maxLength={2_000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Form.Item>
      </Form>
      <RefusalAlert error={set.error} />
    </Modal>
  );
}

function LiftDialog({ hold, onClose }: { readonly hold: Hold; onClose(): void }) {
  const text = useWords(words);
  const [because, setBecause] = useState("");
  const lift = api.useMutation("post", "/api/holds/{id}/lift", { onSuccess: () => done(onClose) });
  return (
    <Modal
      open
      title={text.liftTitle}
      okText={text.lift}
      okButtonProps={{ disabled: because.trim().length < 3, loading: lift.isPending }}
      onCancel={onClose}
      onOk={() => lift.mutate({ params: { path: { id: hold.id } }, body: { because } })}
    >
      <p>{hold.reason}</p>
      <Form layout="vertical">
        <Form.Item label={text.because} htmlFor="lift-because">
          <Input.TextArea
            id="lift-because"
            rows={3}
            maxLength={2_000}
            value={because}
            onChange={({ target }) => setBecause(target.value)}
          />
        </Form.Item>
      </Form>
      <RefusalAlert error={lift.error} />
    </Modal>
  );
}

function done(close: () => void): void {
  void queryClient.invalidateQueries();
  close();
}
