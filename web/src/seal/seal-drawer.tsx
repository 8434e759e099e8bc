import { Alert, Button, Drawer, Grid, Spin } from "antd";
import { useEffect, useState } from "react";
import { type Bilingual, RefusalAlert, useText, useWords } from "../ui/index.ts";
import { checkSeal, type SealOutcome } from "./check-seal.ts";
import { HeldSteps } from "./held-steps.tsx";
import { IndependentCheck } from "./independent-check.tsx";
import { forgetLog } from "./memory.ts";
import { words } from "./seal-words.ts";
import type { SealSubject } from "./subject.ts";
import type { SealState } from "./use-seal-state.ts";

export interface SealDrawerProps {
  readonly subject: SealSubject;
  /** The one that seals it, where that is known. */
  readonly entry: number | undefined;
  readonly state: SealState;
  readonly stopped: Bilingual | undefined;
  onBroken(): void;
  onHolds(): void;
  onClose(): void;
}

export default function SealDrawer({ subject, entry, state, stopped, onClose, ...tell }: SealDrawerProps) {
  const text = useWords(words);
  const { sm = true } = Grid.useBreakpoint();
  const say = useText();
  return (
    <Drawer open title={text.title} size={sm ? 520 : "100%"} onClose={onClose}>
      {state === "waiting" && (
        <Alert type="info" showIcon title={text.waiting} description={text.waitingLead} />
      )}
      {state === "stopped" && (
        <Alert type="warning" showIcon title={text.stopped} description={stopped && say(stopped)} />
      )}
      {state === "sealed" && <Checked subject={subject} entry={entry} {...tell} />}
    </Drawer>
  );
}

function Checked(props: Pick<SealDrawerProps, "subject" | "entry" | "onBroken" | "onHolds">) {
  const { subject, entry, onBroken, onHolds } = props;
  const text = useWords(words);
  const [turn, setTurn] = useState(0);
  const [outcome, setOutcome] = useState<SealOutcome>();
  const [error, setError] = useState<unknown>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each turn; the subject is the seal's own
  useEffect(() => {
    let isGone = false;
    setOutcome(undefined);
    setError(undefined);
    checkSeal(subject, entry).then(
      (found) => {
        if (found.state === "broken") onBroken();
        if (found.state === "holds") onHolds();
        if (!isGone) setOutcome(found);
      },
      (reason: unknown) => {
        if (!isGone) setError(reason);
      },
    );
    return () => {
      isGone = true;
    };
  }, [turn]);
  const again = () => setTurn(turn + 1);
  if (error) return <RefusalAlert error={error} onRetry={again} />;
  if (!outcome) {
    return (
      <p role="status">
        <Spin size="small" /> {text.checking}
      </p>
    );
  }
  return (
    <>
      <Verdict outcome={outcome} onAgain={again} />
      {outcome.state === "holds" && <HeldSteps seal={outcome} />}
      {outcome.state === "holds" && <IndependentCheck file={outcome.file} />}
    </>
  );
}

function Verdict({ outcome, onAgain }: { readonly outcome: SealOutcome; onAgain(): void }) {
  const text = useWords(words);
  const say = useText();
  if (outcome.state === "holds") {
    const ms = outcome.milliseconds < 10 ? outcome.milliseconds.toFixed(1) : outcome.milliseconds.toFixed(0);
    return <Alert type="success" showIcon title={text.holds} description={text.holdsLead(ms)} />;
  }
  if (outcome.state === "broken") {
    return (
      <Alert
        type="error"
        role="alert"
        showIcon
        title={text.broken}
        description={
          <>
            <p>{say(outcome.sentence)}</p>
            {outcome.detail && <p className="seal-key">{outcome.detail}</p>}
            <p>{text.brokenLead}</p>
            <Button size="small" onClick={onAgain}>
              {text.again}
            </Button>
          </>
        }
      />
    );
  }
  return <StrangeKeyAlert outcome={outcome} onAgain={onAgain} />;
}

function StrangeKeyAlert(props: {
  readonly outcome: Extract<SealOutcome, { state: "strange" }>;
  onAgain(): void;
}) {
  const text = useWords(words);
  const { known, claimed } = props.outcome;
  return (
    <Alert
      type="error"
      role="alert"
      showIcon
      title={text.strange}
      description={
        <>
          <p>{text.strangeLead}</p>
          <dl className="seal-values">
            <dt>{text.knownKey}</dt>
            <dd>
              <code>{known.join("\n")}</code>
            </dd>
            <dt>{text.newKey}</dt>
            <dd>
              <code>{claimed.join("\n")}</code>
            </dd>
          </dl>
          <Button
            size="small"
            danger
            onClick={() => {
              forgetLog();
              props.onAgain();
            }}
          >
            {text.trust}
          </Button>
        </>
      }
    />
  );
}
