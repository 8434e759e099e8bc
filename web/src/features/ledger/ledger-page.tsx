import { Button } from "antd";
import { api } from "../../api/index.ts";
import {
  Figure,
  KeyFigures,
  Loaded,
  Moment,
  Page,
  useTell,
  useTellRefusal,
  useWords,
} from "../../ui/index.ts";
import { CheckpointsSection } from "./checkpoints.tsx";
import { EntriesSection } from "./entries.tsx";
import { FaultsSection } from "./faults.tsx";
import { GrowthSection } from "./growth.tsx";
import { Health } from "./health.tsx";
import { KeysSection } from "./keys.tsx";
import { AnchorsSection, MirrorsSection, StampsSection } from "./outside.tsx";
import type { LedgerView } from "./types.ts";
import { WitnessesSection } from "./witnesses.tsx";
import { words } from "./words.ts";

const lookAgain = 5_000;

export default function LedgerPage() {
  const text = useWords(words);
  const tell = useTell();
  const tellRefusal = useTellRefusal();
  const query = api.useQuery("get", "/api/ledger", {}, { refetchInterval: lookAgain });
  const check = api.useMutation("post", "/api/ledger/check", {
    onSuccess: () => {
      tell(text.started);
      void query.refetch();
    },
    onError: tellRefusal,
  });
  const isChecking = query.data?.isChecking ?? false;
  const action = (
    <Button type="primary" loading={isChecking} onClick={() => check.mutate({})}>
      {isChecking ? text.checking : text.check}
    </Button>
  );
  return (
    <Page title={text.title} lead={text.lead} actions={action}>
      <Loaded query={query}>{(ledger) => <Sections ledger={ledger} />}</Loaded>
    </Page>
  );
}

function Sections({ ledger }: { readonly ledger: LedgerView }) {
  return (
    <>
      <Health ledger={ledger} />
      <State ledger={ledger} />
      <FaultsSection faults={ledger.faults} isChecked={ledger.lastCheck !== null} />
      <CheckpointsSection />
      <WitnessesSection ledger={ledger} />
      <div className="ledger-columns">
        <StampsSection ledger={ledger} />
        <AnchorsSection ledger={ledger} />
        <MirrorsSection ledger={ledger} />
      </div>
      <GrowthSection />
      <KeysSection ledger={ledger} />
      <EntriesSection />
    </>
  );
}

function State({ ledger }: { readonly ledger: LedgerView }) {
  const text = useWords(words);
  const { entries, published, sealed, lastCheck } = ledger;
  const witnessed =
    published?.isWitnessed === null || !published
      ? undefined
      : published.isWitnessed
        ? text.witnessed
        : text.notWitnessed;
  return (
    <KeyFigures
      figures={[
        {
          label: text.entries,
          value: <Figure value={entries} />,
          note: waitingNote(entries - sealed, text.waiting),
        },
        { label: text.sealed, value: <Figure value={sealed} /> },
        {
          label: text.published,
          value: published ? <Figure value={published.size} /> : "—",
          note: published && (
            <>
              <Moment at={published.at} seconds /> {witnessed}
            </>
          ),
        },
        {
          label: text.lastCheck,
          value: lastCheck ? <Moment at={lastCheck.at} /> : text.never,
          note: lastCheck && (lastCheck.faults === 0 ? text.clean : text.foundSome(lastCheck.faults)),
        },
      ]}
    />
  );
}

function waitingNote(count: number, word: string) {
  return count > 0 ? (
    <>
      <Figure value={count} /> {word}
    </>
  ) : undefined;
}
