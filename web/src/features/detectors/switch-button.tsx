import { Button } from "antd";
import { useState } from "react";
import { api } from "../../api/index.ts";
import { useTell, useWords } from "../../ui/index.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import type { Detector } from "./types.ts";
import { useRefresh } from "./use-rules.ts";

const words = {
  zh: {
    off: "停用检测器…",
    on: "启用检测器…",
    offTitle: "停用检测器",
    onTitle: "启用检测器",
    offVerb: "停用",
    onVerb: "启用",
    offLead:
      "下次检测起不再运行，它以前的疑点会标为不再出现。只想让某个客户或部门一段时间内不提醒，请用“免提醒”。",
    onLead: "下次检测起重新运行。",
    done: "已完成，下次检测起生效",
  },
  en: {
    off: "Switch off…",
    on: "Switch on…",
    offTitle: "Switch the detector off",
    onTitle: "Switch the detector on",
    offVerb: "Switch off",
    onVerb: "Switch on",
    offLead:
      "From the next run on it does not run, and its alerts are told as no longer found. To be spared alerts about one customer or unit for a while, mute it instead.",
    onLead: "From the next run on it runs again.",
    done: "Done; the next run goes by it",
  },
};

export function SwitchButton({ detector: { id, isOff, revision } }: { readonly detector: Detector }) {
  const text = useWords(words);
  const tell = useTell();
  const refresh = useRefresh();
  const [isOpen, setOpen] = useState(false);
  const change = api.useMutation("put", "/api/detectors/{id}/switch");
  const act = async (reason: string) => {
    await change.mutateAsync({ params: { path: { id } }, body: { revision, isOff: !isOff, reason } });
    tell(text.done);
    await refresh();
  };
  return (
    <>
      <Button danger={!isOff} onClick={() => setOpen(true)}>
        {isOff ? text.on : text.off}
      </Button>
      {isOpen && (
        <ReasonDialog
          title={isOff ? text.onTitle : text.offTitle}
          verb={isOff ? text.onVerb : text.offVerb}
          lead={isOff ? text.onLead : text.offLead}
          isDangerous={!isOff}
          act={act}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
