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
        <EmptyState title={text.noWitnesses} />
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
    <Section title={text.witnesses}>
      <DataTable
        caption={text.witnesses}
        rows={ledger.witnesses}
        columns={columns}
        keyOf={({ name }) => name}
      />
      {ledger.failedOpen > 0 && <p>{text.failedOpen(ledger.failedOpen)}</p>}
    </Section>
  );
}
