import { Button } from "antd";
import { useState } from "react";
import { api, useMe } from "../../api/index.ts";
import { useTell, useWords } from "../../ui/index.ts";
import { BackTestDialog } from "./back-test-dialog.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import type { Version } from "./types.ts";
import { useRefresh } from "./use-rules.ts";

const words = {
  zh: {
    test: "回测…",
    edit: "修改",
    done: "已完成",
    moves: {
      shadow: {
        open: "转入试运行…",
        title: "转入试运行",
        verb: "转入试运行",
        lead: "此后每次检测都带上这一版：它发现什么只在这里看，不提醒任何人。",
      },
      "in-force": {
        open: "批准生效…",
        title: "批准生效",
        verb: "批准",
        lead: "下次检测起按这一版执行，现行版本同时停用。请先看过回测与试运行的结果。",
      },
      retired: {
        open: "停用…",
        title: "停用这一版",
        verb: "停用",
        lead: "停用后不能恢复；需要时可照此另起草一版。",
      },
    },
    inForce: "这一版正在生效；停用后，下次检测起恢复出厂默认。",
  },
  en: {
    test: "Back-test…",
    edit: "Edit",
    done: "Done",
    moves: {
      shadow: {
        open: "Put in shadow…",
        title: "Put in shadow",
        verb: "Put in shadow",
        lead: "Every run then takes this version along: what it finds is seen here alone and alerts nobody.",
      },
      "in-force": {
        open: "Approve…",
        title: "Approve and put in force",
        verb: "Approve",
        lead: "The next run goes by it, and what is in force now is retired. Look at its back-test and at what it found in shadow first.",
      },
      retired: {
        open: "Retire…",
        title: "Retire this version",
        verb: "Retire",
        lead: "A retired version does not come back; draft another one like it where it is wanted again.",
      },
    },
    inForce: "This version is in force; once it is retired, the next run goes by the detector as it ships.",
  },
};

type Move = keyof (typeof words)["zh"]["moves"];

const movesFrom: Readonly<Record<Version["state"], readonly Move[]>> = {
  draft: ["retired"],
  "back-tested": ["shadow", "retired"],
  shadow: ["in-force", "retired"],
  "in-force": ["retired"],
  retired: [],
};
const tested: readonly Version["state"][] = ["draft", "back-tested", "shadow"];
const edited: readonly Version["state"][] = ["draft", "back-tested"];

/** What may be done with a version where it stands. */
export function VersionActions({ version, onEdit }: { readonly version: Version; onEdit(): void }) {
  const text = useWords(words);
  const tell = useTell();
  const refresh = useRefresh();
  const me = useMe();
  const [moving, setMoving] = useState<Move>();
  const [isTesting, setTesting] = useState(false);
  const move = api.useMutation("post", "/api/detectors/{id}/versions/{number}/state");
  const { detector, number, revision, state, author } = version;
  const isMine = author.id === me.id;
  // The second person: whoever wrote it is not offered what they may not do.
  const offered = movesFrom[state].filter((one) => !isMine || (one !== "in-force" && state !== "in-force"));
  const take = async (to: Move, reason: string) => {
    await move.mutateAsync({ params: { path: { id: detector, number } }, body: { revision, to, reason } });
    tell(text.done);
    await refresh();
  };
  return (
    <div className="version-actions">
      {tested.includes(state) && (
        <Button
          size="small"
          type={state === "draft" ? "primary" : "default"}
          onClick={() => setTesting(true)}
        >
          {text.test}
        </Button>
      )}
      {isMine && edited.includes(state) && (
        <Button size="small" onClick={onEdit}>
          {text.edit}
        </Button>
      )}
      {offered.map((one) => (
        <Button
          key={one}
          size="small"
          type={one === "retired" ? "text" : "primary"}
          danger={one === "retired"}
          onClick={() => setMoving(one)}
        >
          {text.moves[one].open}
        </Button>
      ))}
      {isTesting && <BackTestDialog version={version} onClose={() => setTesting(false)} />}
      {moving && (
        <ReasonDialog
          title={text.moves[moving].title}
          verb={text.moves[moving].verb}
          lead={state === "in-force" ? text.inForce : text.moves[moving].lead}
          isDangerous={moving === "retired"}
          act={(reason) => take(moving, reason)}
          onClose={() => setMoving(undefined)}
        />
      )}
    </div>
  );
}
