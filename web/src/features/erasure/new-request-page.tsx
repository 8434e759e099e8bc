import { Alert, Button, Checkbox, Input, Space } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { api, queryClient } from "../../api/index.ts";
import { EmptyState, Page, RefusalAlert, Section, useTell, useWords } from "../../ui/index.ts";
import { CountsLine } from "./counts-line.tsx";
import { RecordChoice } from "./record-choice.tsx";
import type { Chosen, FoundRecord } from "./types.ts";
import { words } from "./words.ts";

type Choices = ReadonlyMap<string, Chosen>;

/** To find the person, to confirm each record, to see what it does, to ask. */
export default function NewRequestPage() {
  const text = useWords(words);
  const [choices, setChoices] = useState<Choices>(new Map());
  const [isPreviewed, setIsPreviewed] = useState(false);
  const choose = (record: string, chosen: Chosen | undefined) => {
    const next = new Map(choices);
    if (chosen) next.set(record, chosen);
    else next.delete(record);
    setChoices(next);
  };
  const trail = [{ title: text.title, path: "/erasure" }];
  return (
    <Page title={text.newTitle} lead={text.newLead} trail={trail} width="text">
      <div hidden={isPreviewed}>
        <FindPerson choices={choices} choose={choose} onNext={() => setIsPreviewed(true)} />
      </div>
      {isPreviewed && <PreviewChoice choices={choices} onBack={() => setIsPreviewed(false)} />}
    </Page>
  );
}

interface FindPersonProps {
  readonly choices: Choices;
  choose(record: string, chosen: Chosen | undefined): void;
  onNext(): void;
}

function FindPerson({ choices, choose, onNext }: FindPersonProps) {
  const text = useWords(words);
  const [looked, setLooked] = useState("");
  const find = api.useMutation("post", "/api/erasures/find");
  const found = find.data?.found;
  return (
    <>
      <Space.Compact block>
        <Input
          aria-label={text.lookFor}
          placeholder={text.lookFor}
          value={looked}
          maxLength={200}
          onChange={({ target }) => setLooked(target.value)}
          onPressEnter={() => looked.trim().length > 1 && find.mutate({ body: { text: looked } })}
        />
        <Button
          type="primary"
          loading={find.isPending}
          disabled={looked.trim().length < 2}
          onClick={() => find.mutate({ body: { text: looked } })}
        >
          {text.find}
        </Button>
      </Space.Compact>
      <p className="erasure-quiet">{text.lookedFor}</p>
      <RefusalAlert error={find.error} />
      {found?.length === 0 && <EmptyState title={text.nothingFound} />}
      {found && found.length > 0 && (
        <Section title={text.found(found.length)}>
          {find.data?.isCut && <Alert type="warning" showIcon title={text.cut} />}
          {found.map((one) => (
            <RecordChoice key={one.record} found={one} chosen={choices.get(one.record)} choose={choose} />
          ))}
          <Button type="primary" disabled={choices.size === 0} onClick={onNext}>
            {text.next}
          </Button>
        </Section>
      )}
    </>
  );
}

function bodyOf(choices: Choices, mentions: boolean) {
  const records = [...choices].map(([record, { whole, parts }]) => ({
    record,
    ...(whole ? {} : { parts: [...parts] }),
  }));
  return { records, mentions };
}

/** What of a record that repeats the person's values would go: what holds them, and nothing else. */
const matching = ({ parts }: FoundRecord): Chosen => ({
  whole: false,
  parts: parts.flatMap(({ name, matches }) => (matches ? [name] : [])),
});

function PreviewChoice({ choices, onBack }: { readonly choices: Choices; onBack(): void }) {
  const text = useWords(words);
  const tell = useTell();
  const navigate = useNavigate();
  const [repeated, setRepeated] = useState<Choices>(new Map());
  const [mentions, setMentions] = useState(true);
  const [reference, setReference] = useState("");
  const body = bodyOf(choices, mentions);
  const preview = api.useQuery("post", "/api/erasures/preview", { body }, { staleTime: 60_000 });
  const ask = api.useMutation("post", "/api/erasures", {
    onSuccess: () => {
      tell(text.submitted);
      void queryClient.invalidateQueries();
      void navigate("/erasure");
    },
  });
  const repeats = preview.data?.repeats ?? [];
  const all = bodyOf(new Map([...choices, ...repeated]), mentions);
  const number = reference.trim();
  return (
    <>
      <RefusalAlert error={preview.error} />
      {preview.data && (
        <Section title={text.effect}>
          <p>
            <CountsLine counts={preview.data.counts} />
          </p>
          {preview.data.held.length > 0 && (
            <Alert type="warning" showIcon title={text.heldBack(preview.data.held.length)} />
          )}
          {preview.data.hasAccountInUse && <Alert type="error" showIcon title={text.accountInUse} />}
        </Section>
      )}
      <Section
        title={text.repeats}
        extra={
          repeats.length > 0 && (
            <Button
              size="small"
              onClick={() => setRepeated(new Map(repeats.map((one) => [one.record, matching(one)])))}
            >
              {text.chooseAll}
            </Button>
          )
        }
      >
        {repeats.length === 0 ? (
          <EmptyState title={text.noRepeats} />
        ) : (
          <>
            <p className="erasure-quiet">{text.repeatsLead}</p>
            {repeats.map((one) => (
              <RecordChoice
                key={one.record}
                found={one}
                chosen={repeated.get(one.record)}
                isRepeat
                choose={(record, chosen) => {
                  const next = new Map(repeated);
                  if (chosen) next.set(record, matching(one));
                  else next.delete(record);
                  setRepeated(next);
                }}
              />
            ))}
          </>
        )}
      </Section>
      <Section title={text.ask}>
        <p>
          <Checkbox checked={mentions} onChange={({ target }) => setMentions(target.checked)}>
            {text.mentions}
          </Checkbox>
        </p>
        <label htmlFor="erasure-reference">{text.reference}</label>
        <Input
          id="erasure-reference"
          value={reference}
          maxLength={60}
          onChange={({ target }) => setReference(target.value)}
        />
        <p className="erasure-quiet">{text.referenceHelp}</p>
        <Alert type="info" showIcon title={text.sourceWarning} />
        <RefusalAlert error={ask.error} />
        <Space className="erasure-buttons">
          <Button onClick={onBack}>{text.back}</Button>
          <Button
            type="primary"
            danger
            loading={ask.isPending}
            disabled={!preview.data || preview.data.hasAccountInUse}
            onClick={() => ask.mutate({ body: { choice: all, ...(number ? { reference: number } : {}) } })}
          >
            {text.submit}
          </Button>
        </Space>
      </Section>
    </>
  );
}
