import {
  type Column,
  DataTable,
  EmptyState,
  Figure,
  Moment,
  Section,
  StatusTag,
  useWords,
} from "../../ui/index.ts";
import type { LedgerView } from "./types.ts";
import { words } from "./words.ts";

type Witness = LedgerView["witnesses"][number];

export function WitnessesSection({ ledger }: { readonly ledger: LedgerView }) {
  const text = useWords(words);
  if (ledger.witnesses.length === 0) {
    return (
      <Section title={text.witnesses}>
        <EmptyState title={text.noWitnesses}>
          <pre className="ledger-command">{example(ledger.keys.at(-1)?.verifier ?? "")}</pre>
        </EmptyState>
      </Section>
    );
  }
  const columns: Column<Witness>[] = [
    { key: "name", title: text.name, render: ({ name }) => name },
    { key: "size", title: text.size, align: "right", render: ({ size }) => <Figure value={size} /> },
    { key: "at", title: text.at, render: ({ cosignedAt }) => <Moment at={cosignedAt} /> },
    {
      key: "problem",
      title: text.problem,
      render: ({ problem }) => <StatusTag tone={problem ? "bad" : "good"}>{problem ?? text.none}</StatusTag>,
    },
  ];
  return (
    <Section title={text.witnesses} extra={<Quorum ledger={ledger} />}>
      <p className="lead">{text.witnessUse}</p>
      <DataTable
        caption={text.witnesses}
        rows={ledger.witnesses}
        columns={columns}
        keyOf={({ name }) => name}
      />
      {ledger.failedOpen > 0 && (
        <p>
          {text.failedOpen(ledger.failedOpen)} {text.failedOpenAt} <Moment at={ledger.failedOpenAt} />
        </p>
      )}
    </Section>
  );
}

function Quorum({ ledger }: { readonly ledger: LedgerView }) {
  const text = useWords(words);
  const isWitnessed = ledger.published?.isWitnessed ?? null;
  if (isWitnessed === null) return null;
  return (
    <StatusTag tone={isWitnessed ? "good" : "warning"}>
      {isWitnessed ? text.quorumMet : text.quorumUnmet}
    </StatusTag>
  );
}

const example = (key: string) => `# plumbline.yaml
ledger:
  policyFile: /etc/plumbline/trust

# /etc/plumbline/trust
log ${key}
witness auditor <key> https://witness.example/
quorum auditor`;
