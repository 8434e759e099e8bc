import type { ReactNode } from "react";
import { EmptyState, Figure, Moment, Section, StatusTag, useText, useWords } from "../../ui/index.ts";
import type { LedgerView } from "./types.ts";
import { words } from "./words.ts";

interface Errand {
  readonly nextAt: string | null;
  readonly problem: { readonly zh: string; readonly en: string } | null;
  readonly isOverdue: boolean;
}

/** Trusted time: which authorities stamp the checkpoints, and how that goes. */
export function StampsSection({ ledger }: { readonly ledger: LedgerView }) {
  const text = useWords(words);
  const { authorities, count, failed } = ledger.stamps;
  if (authorities.length === 0) {
    return <Unset title={text.stamps} told={text.noStamps} example={stampExample} />;
  }
  return (
    <Section title={text.stamps}>
      <p className="lead">
        {text.kept} <Figure value={count} />
        {failed > 0 && ` · ${text.failedTries(failed)}`}
      </p>
      <ul className="ledger-outside">
        {authorities.map((authority) => (
          <li key={authority.url}>
            <strong>{authority.url}</strong> <ErrandState errand={authority} />
            {authority.last && (
              <small>
                {text.upTo} <Figure value={authority.last.size} /> · <Moment at={authority.last.stampedAt} />{" "}
                · {authority.last.signer} ·{" "}
                <a href={`/api/ledger/stamps/${authority.last.id}/token`} download>
                  {text.token}
                </a>{" "}
                <a href={`/api/ledger/stamps/${authority.last.id}/checkpoint`} download>
                  {text.stampedCheckpoint}
                </a>
              </small>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Roots in an EVM chain. */
export function AnchorsSection({ ledger }: { readonly ledger: LedgerView }) {
  const text = useWords(words);
  const { chain, last, pending, count, failed } = ledger.anchors;
  if (!chain) return <Unset title={text.anchors} told={text.noAnchors} example={anchorExample} />;
  return (
    <Section title={text.anchors}>
      <p className="lead">
        {text.kept} <Figure value={count} />
        {failed > 0 && ` · ${text.failedTries(failed)}`}
      </p>
      <ul className="ledger-outside">
        <li>
          <strong>
            {chain.host} · {text.chain} {chain.chainId}
          </strong>{" "}
          <ErrandState errand={chain} />
          <small>
            {text.contract} <code>{chain.contract}</code>
          </small>
          {last && (
            <small>
              {text.upTo} <Figure value={last.size} /> · <Moment at={last.blockTime} /> · {text.block}{" "}
              <Figure value={last.block} /> · <code>{last.transaction}</code>
            </small>
          )}
          {pending && (
            <small>
              {text.pending} <Figure value={pending.size} /> · <Moment at={pending.begunAt} />
            </small>
          )}
        </li>
      </ul>
    </Section>
  );
}

/** Copies elsewhere. */
export function MirrorsSection({ ledger }: { readonly ledger: LedgerView }) {
  const text = useWords(words);
  const { mirrors, mirrorFailed } = ledger;
  if (mirrors.length === 0) {
    return <Unset title={text.mirrors} told={text.noMirrors} example={mirrorExample} />;
  }
  return (
    <Section title={text.mirrors}>
      {mirrorFailed > 0 && <p className="lead">{text.failedTries(mirrorFailed)}</p>}
      <ul className="ledger-outside">
        {mirrors.map((mirror) => (
          <li key={mirror.place}>
            <strong>{mirror.place}</strong> <ErrandState errand={mirror} />
            <small>
              {text.upTo} <Figure value={mirror.size} />
              {mirror.lag > 0 && (
                <>
                  {" "}
                  · {text.lag} <Figure value={mirror.lag} />
                </>
              )}{" "}
              · <Moment at={mirror.copiedAt} />
            </small>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ErrandState({ errand }: { readonly errand: Errand }) {
  const text = useWords(words);
  const say = useText();
  if (errand.problem) {
    return (
      <>
        <StatusTag tone={errand.isOverdue ? "bad" : "warning"}>
          {errand.isOverdue ? text.overdue : text.retrying}
        </StatusTag>
        <small>{say(errand.problem)}</small>
      </>
    );
  }
  return <StatusTag tone="good">{text.none}</StatusTag>;
}

/** Where nothing is set up: what it would be good for, and the lines that set it up. */
function Unset(props: { readonly title: string; readonly told: ReactNode; readonly example: string }) {
  const text = useWords(words);
  return (
    <Section title={props.title}>
      <EmptyState title={props.told}>
        <p className="ledger-example-lead">{text.inTheFile}</p>
        <pre className="ledger-command">{props.example}</pre>
      </EmptyState>
    </Section>
  );
}

const stampExample = `ledger:
  timestamps:
    authorities:
      - url: https://tsa.example/tsr
        caFile: /etc/plumbline/tsa-ca.pem
    everyMinutes: 60`;

const anchorExample = `ledger:
  anchor:
    url: https://rpc.example
    chainId: 1
    contract: "0x…"
    keyFile: /etc/plumbline/anchor-key`;

const mirrorExample = `ledger:
  mirror:
    folder: /mnt/elsewhere/ledger`;
