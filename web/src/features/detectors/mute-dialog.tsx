import { Form, Input, Select } from "antd";
import { useState } from "react";
import { api } from "../../api/index.ts";
import { useTell, useText, useWords } from "../../ui/index.ts";
import { muteWords } from "./mute-words.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import type { Mute } from "./types.ts";
import { useRefresh } from "./use-rules.ts";

const words = {
  zh: {
    ...muteWords.zh,
    verb: "设定",
    lead: "期限内，符合的发现照常记录并作标记，但不进入待办、排名和提醒；到期自动恢复。已确认或已排除的疑点不受影响。",
    detector: "检测器",
    scope: "范围",
    id: {
      all: "",
      seller: "工号",
      customer: "客户编号",
      product: "产品编号",
      "legal-entity": "法人主体编码",
      "org-unit": "负责人工号",
    },
    until: "截止日（含），最长 366 天",
    done: "已设定免提醒",
  },
  en: {
    ...muteWords.en,
    verb: "Mute",
    lead: "Until then what fits is found and kept with a mark, and is in no list, ranking or notice of what is to be looked at. It ends by itself. What is confirmed or found innocent is not touched.",
    detector: "Detector",
    scope: "Scope",
    id: {
      all: "",
      seller: "Employee number",
      customer: "Customer number",
      product: "Product number",
      "legal-entity": "Code of the legal entity",
      "org-unit": "Employee number of its head",
    },
    until: "Last day, at most 366 days ahead",
    done: "Muted",
  },
};

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
/** Typed as it is written everywhere here: a browser's own field would show the order of its own country. */
const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
const every = "";

export function MuteDialog({ detector: first = every, onClose }: { detector?: string; onClose(): void }) {
  const text = useWords(words);
  const told = useText();
  const tell = useTell();
  const refresh = useRefresh();
  const { data } = api.useQuery("get", "/api/detectors", {}, { staleTime: 30_000 });
  const [detector, setDetector] = useState(first);
  const [scope, setScope] = useState<Mute["scope"]>("customer");
  const [scopeId, setScopeId] = useState("");
  const [until, setUntil] = useState(() => inDays(30));
  const set = api.useMutation("post", "/api/mutes");
  const act = async (reason: string) => {
    const body = {
      scope,
      reason,
      until,
      ...(detector === every ? {} : { detector }),
      ...(scope === "all" || scopeId.trim() === "" ? {} : { scopeId: scopeId.trim() }),
    };
    await set.mutateAsync({ body });
    tell(text.done);
    await refresh();
  };
  return (
    <ReasonDialog title={text.title} verb={text.verb} lead={text.lead} act={act} onClose={onClose}>
      <Form.Item label={text.detector}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          value={detector}
          onChange={setDetector}
          aria-label={text.detector}
          options={[
            { value: every, label: text.everyDetector },
            ...(data?.rows ?? []).map(({ id, title }) => ({ value: id, label: told(title) })),
          ]}
        />
      </Form.Item>
      <Form.Item label={text.scope}>
        <Select
          value={scope}
          onChange={setScope}
          aria-label={text.scope}
          options={Object.entries(text.scopes).map(([value, label]) => ({
            value: value as Mute["scope"],
            label,
          }))}
        />
      </Form.Item>
      {scope !== "all" && (
        <Form.Item label={text.id[scope]} htmlFor="mute-id" required>
          <Input id="mute-id" value={scopeId} onChange={({ target }) => setScopeId(target.value)} />
        </Form.Item>
      )}
      <Form.Item label={text.until} htmlFor="mute-until" required>
        <Input
          id="mute-until"
          placeholder="YYYY-MM-DD"
          maxLength={10}
          value={until}
          {...(isDay(until) ? {} : { status: "error" as const })}
          onChange={({ target }) => setUntil(target.value.replaceAll("/", "-").trim())}
        />
      </Form.Item>
    </ReasonDialog>
  );
}
