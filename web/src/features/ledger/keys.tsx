import { Typography } from "antd";
import { Moment, Section, useWords } from "../../ui/index.ts";
import type { LedgerView } from "./types.ts";
import { words } from "./words.ts";

export function KeysSection({ ledger }: { readonly ledger: LedgerView }) {
  const text = useWords(words);
  const newest = ledger.keys.at(-1)?.verifier ?? "";
  return (
    <Section title={text.keys}>
      <p>{text.keysLead}</p>
      {ledger.keys.map(({ verifier, from, until }) => (
        <p key={verifier} className="ledger-key">
          <Typography.Text code copyable={{ text: verifier }}>
            {verifier}
          </Typography.Text>{" "}
          <small>
            {text.since} <Moment at={from} />
            {" · "}
            {until ? (
              <>
                {text.until} <Moment at={until} />
              </>
            ) : (
              text.inForce
            )}
          </small>
        </p>
      ))}
      <p>{text.howTo}</p>
      <pre className="ledger-command">{`./plumbline verify ${location.origin}/ledger --key '${newest}'`}</pre>
    </Section>
  );
}
