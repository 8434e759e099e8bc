import { Button, Typography } from "antd";
import { client, queryClient, useMe } from "../../api/index.ts";
import { Moment, Section, useConfirm, useWords } from "../../ui/index.ts";
import type { LedgerView } from "./types.ts";
import { words } from "./words.ts";

export function KeysSection({ ledger }: { readonly ledger: LedgerView }) {
  const text = useWords(words);
  const ask = useConfirm();
  const mayChange = useMe().roles.includes("lead-auditor");
  const change = async () => {
    const { error } = await client.POST("/api/ledger/rotate", { body: { overlapDays: 30 } });
    if (error) throw error;
    await queryClient.invalidateQueries();
  };
  const extra = mayChange && (
    <Button
      size="small"
      onClick={() =>
        ask({ title: text.changeKey, content: text.changeKeyBody, verb: text.changeKey, act: change })
      }
    >
      {text.changeKey}
    </Button>
  );
  const newest = ledger.keys.at(-1)?.verifier ?? "";
  return (
    <Section title={text.keys} extra={extra}>
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
