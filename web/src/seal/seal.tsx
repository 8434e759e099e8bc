import "./seal.css";
import {
  ClockCircleOutlined,
  CloseCircleFilled,
  SafetyCertificateOutlined,
  WarningOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useWords } from "../ui/index.ts";
import type { SealSubject } from "./subject.ts";
import { type SealState, useSealState } from "./use-seal-state.ts";

const SealDrawer = lazy(() => import("./seal-drawer.tsx"));

const words = {
  zh: {
    sealed: "已封存",
    entry: (n: number) => `第 ${n} 条`,
    waiting: "尚未封存",
    stopped: "封存已停止",
    broken: "与封存不符",
    open: "查看并核验封存",
  },
  en: {
    sealed: "Sealed",
    entry: (n: number) => `entry ${n}`,
    waiting: "Not yet sealed",
    stopped: "Sealing has stopped",
    broken: "Does not fit its seal",
    open: "Look at the seal and check it",
  },
};

const icons = {
  sealed: SafetyCertificateOutlined,
  waiting: ClockCircleOutlined,
  stopped: WarningOutlined,
  broken: CloseCircleFilled,
} satisfies Record<SealState, unknown>;

export interface SealProps {
  readonly subject: SealSubject;
  /** Place in the log; absent until it has one. */
  readonly entry: number | undefined;
  /** Where the entry that seals it follows some places behind, its number is not said. */
  readonly isExact?: boolean;
}

/** Whether this is sealed, and where. Nothing where the server keeps no ledger. */
export function Seal({ subject, entry, isExact = true }: SealProps) {
  const text = useWords(words);
  const { state: standing, stopped } = useSealState(entry);
  const [isOpen, setOpen] = useState(false);
  const [isBroken, setBroken] = useState(false);
  if (standing === undefined) return null;
  const state = isBroken ? "broken" : standing;
  const Icon = icons[state];
  const shown = state === "sealed" && isExact && entry !== undefined ? ` · ${text.entry(entry)}` : "";
  return (
    <>
      <Button
        type="text"
        size="small"
        className={`seal seal-${state}`}
        icon={<Icon aria-hidden />}
        title={text.open}
        onClick={() => setOpen(true)}
      >
        {text[state]}
        {shown}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <SealDrawer
            subject={subject}
            entry={isExact ? entry : undefined}
            state={standing}
            stopped={stopped}
            onBroken={() => setBroken(true)}
            onHolds={() => setBroken(false)}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
