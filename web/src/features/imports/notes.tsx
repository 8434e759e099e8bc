import { Section, useText, useWords } from "../../ui/index.ts";

const words = {
  zh: { title: "读取时的说明", more: (count: number) => `另有 ${count} 条` },
  en: { title: "What was noticed while reading", more: (count: number) => `${count} more` },
};

const shownFirst = 8;

/** What was decided while reading and a person should know. Nothing where there is nothing. */
export function Notes({
  notes,
}: {
  readonly notes: readonly { readonly zh: string; readonly en: string }[];
}) {
  const told = useWords(words);
  const text = useText();
  const lines = [...new Set(notes.map(text))];
  if (lines.length === 0) return null;
  const rest = lines.slice(shownFirst);
  const list = (some: readonly string[]) => (
    <ul className="import-notes">
      {some.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
  return (
    <Section title={told.title}>
      {list(lines.slice(0, shownFirst))}
      {rest.length > 0 && (
        <details>
          <summary>{told.more(rest.length)}</summary>
          {list(rest)}
        </details>
      )}
    </Section>
  );
}
