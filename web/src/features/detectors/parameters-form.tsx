import { Button, Form } from "antd";
import { useState } from "react";
import { api } from "../../api/index.ts";
import { RefusalAlert, useTell, useWords } from "../../ui/index.ts";
import { ParameterFields } from "./parameter-fields.tsx";
import { ReasonField } from "./reason-field.tsx";
import type { Detector, Value, Version } from "./types.ts";
import { useRefresh } from "./use-rules.ts";

const words = {
  zh: {
    draft: "存为新一版草稿",
    edit: "保存草稿",
    hint: "写明依据；理由随这一版一直保留",
    saved: "草稿已保存",
    next: "草稿不影响检测。回测、试运行并经另一人批准后才生效。",
    cancel: "取消",
  },
  en: {
    draft: "Save as a draft version",
    edit: "Save the draft",
    hint: "What speaks for it; it stays with the version for ever",
    saved: "The draft is saved",
    next: "Runs take no notice of a draft. It comes into force after a back-test, a time in shadow, and approval by somebody else.",
    cancel: "Cancel",
  },
};

interface FormProps {
  readonly detector: Detector;
  /** A draft to go on with; without one, what is in force is where one starts. */
  readonly version?: Version;
  onClose(): void;
}

/** What a version shall go by, with the reason. */
export function ParametersForm({ detector, version, onClose }: FormProps) {
  const text = useWords(words);
  const tell = useTell();
  const refresh = useRefresh();
  const [first] = useState(() => valuesOf(detector, version));
  const [values, setValues] = useState(first);
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const draft = api.useMutation("post", "/api/detectors/{id}/versions");
  const edit = api.useMutation("put", "/api/detectors/{id}/versions/{number}");
  const isChanged = JSON.stringify(values) !== JSON.stringify(first);
  const save = async () => {
    setAsked(true);
    if (reason.trim() === "") return;
    const body = { params: { ...values } as Record<string, number>, reason };
    const { id } = detector;
    const sent = version
      ? edit.mutateAsync({
          params: { path: { id, number: version.number } },
          body: { ...body, revision: version.revision },
        })
      : draft.mutateAsync({ params: { path: { id } }, body });
    await sent.then(
      async () => {
        tell(text.saved);
        onClose();
        await refresh();
      },
      () => undefined,
    );
  };
  return (
    <Form layout="vertical" className="parameters">
      <RefusalAlert error={draft.error ?? edit.error} />
      <ParameterFields parameters={detector.parameters} values={values} onChange={setValues} />
      <ReasonField value={reason} onChange={setReason} hint={text.hint} isAsked={isAsked} />
      <div className="parameter-actions">
        <Button
          type="primary"
          disabled={!isChanged}
          loading={draft.isPending || edit.isPending}
          onClick={() => void save()}
        >
          {version ? text.edit : text.draft}
        </Button>
        <Button onClick={onClose}>{text.cancel}</Button>
        <small>{text.next}</small>
      </div>
    </Form>
  );
}

function valuesOf({ parameters }: Detector, version: Version | undefined): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    parameters.map(({ name, value, usual }) => [name, version ? (version.params[name] ?? usual) : value]),
  );
}
