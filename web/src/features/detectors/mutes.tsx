import { Button } from "antd";
import { useState } from "react";
import { api, mayEnter, useMe } from "../../api/index.ts";
import {
  type Column,
  DataTable,
  Day,
  Figure,
  Loaded,
  Moment,
  StatusTag,
  type Tone,
  useTell,
  useText,
  useWords,
} from "../../ui/index.ts";
import { MuteDialog } from "./mute-dialog.tsx";
import { muteWords } from "./mute-words.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import type { Mute } from "./types.ts";
import { useRefresh } from "./use-rules.ts";

const words = {
  zh: {
    ...muteWords.zh,
    none: "没有免提醒。",
    what: "检测器与范围",
    until: "截止日",
    state: "状态",
    states: { "in-force": "有效", expired: "已到期", ended: "已提前结束" },
    reason: "理由",
    alerts: "免提醒的疑点",
    by: "设定",
    end: "提前结束…",
    endTitle: "提前结束免提醒",
    endVerb: "结束",
    endLead: "结束后，相应的疑点立即回到待办和排名。",
    ended: "已结束",
  },
  en: {
    ...muteWords.en,
    none: "Nothing is muted.",
    what: "Detector and scope",
    until: "Last day",
    state: "State",
    states: { "in-force": "in force", expired: "expired", ended: "ended early" },
    reason: "Reason",
    alerts: "Alerts kept quiet",
    by: "Set by",
    end: "End…",
    endTitle: "End the mute",
    endVerb: "End",
    endLead: "Its alerts are in the lists again at once, and in the ranking from the next run.",
    ended: "Ended",
  },
};

const tones: Readonly<Record<Mute["state"], Tone>> = {
  "in-force": "active",
  expired: "neutral",
  ended: "neutral",
};

/** What is muted: all of it, or what concerns one detector. */
export function Mutes({ detector }: { readonly detector?: string }) {
  const text = useWords(words);
  const query = api.useQuery("get", "/api/mutes");
  return (
    <Loaded query={query} rows={3}>
      {({ rows }) => {
        const shown = rows.filter((row) => !detector || !row.detector || row.detector.id === detector);
        return shown.length === 0 ? <p className="lead">{text.none}</p> : <Table rows={shown} />;
      }}
    </Loaded>
  );
}

function Table({ rows }: { readonly rows: readonly Mute[] }) {
  const text = useWords(words);
  const told = useText();
  const mayEnd = mayEnter(["lead-auditor"], useMe().roles);
  const [ending, setEnding] = useState<Mute>();
  const columns: Column<Mute>[] = [
    {
      key: "what",
      title: text.what,
      render: ({ detector, scope, scopeId }) => (
        <div className="mute-what">
          {detector ? told(detector.title) : text.everyDetector}
          <small>
            {text.scopes[scope]} {scopeId && <code>{scopeId}</code>}
          </small>
        </div>
      ),
    },
    {
      key: "reason",
      title: text.reason,
      render: ({ reason, by, at, ended }) => (
        <div className="mute-what">
          {reason}
          <small>
            {by} · <Moment at={at} />
          </small>
          {ended && (
            <small>
              {text.states.ended}: {ended.because} · {ended.by}
            </small>
          )}
        </div>
      ),
    },
    { key: "until", title: text.until, render: ({ until }) => <Day day={until} /> },
    {
      key: "state",
      title: text.state,
      render: ({ state }) => <StatusTag tone={tones[state]}>{text.states[state]}</StatusTag>,
    },
    {
      key: "alerts",
      title: text.alerts,
      align: "right",
      render: ({ alerts }) => <Figure value={alerts} />,
    },
    {
      key: "end",
      title: "",
      render: (mute) =>
        mayEnd &&
        mute.state === "in-force" && (
          <Button size="small" onClick={() => setEnding(mute)}>
            {text.end}
          </Button>
        ),
    },
  ];
  return (
    <>
      <DataTable caption={text.what} rows={rows} columns={columns} keyOf={({ id }) => id} />
      {ending && <EndDialog mute={ending} onClose={() => setEnding(undefined)} />}
    </>
  );
}

function EndDialog({ mute: { id }, onClose }: { readonly mute: Mute; onClose(): void }) {
  const text = useWords(words);
  const tell = useTell();
  const refresh = useRefresh();
  const end = api.useMutation("post", "/api/mutes/{id}/end");
  const act = async (reason: string) => {
    await end.mutateAsync({ params: { path: { id } }, body: { reason } });
    tell(text.ended);
    await refresh();
  };
  return (
    <ReasonDialog title={text.endTitle} verb={text.endVerb} lead={text.endLead} act={act} onClose={onClose} />
  );
}

/** For the lead auditor. */
export function MuteButton({ detector }: { readonly detector?: string }) {
  const text = useWords(muteWords);
  const [isOpen, setOpen] = useState(false);
  if (!mayEnter(["lead-auditor"], useMe().roles)) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.set}</Button>
      {isOpen && <MuteDialog {...(detector ? { detector } : {})} onClose={() => setOpen(false)} />}
    </>
  );
}
