import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { apiErrorOf, useMe } from "../../api/index.ts";
import { Loaded, Moment, RefusalAlert, Section, useTell, useWords } from "../../ui/index.ts";
import {
  type Contents,
  type EditorProps,
  readSection,
  type Saved,
  type SectionName,
  saveSection,
} from "./model.ts";

const words = {
  zh: {
    save: "保存",
    discard: "放弃修改",
    saved: "已保存",
    version: (n: number) => `第 ${n} 版`,
    never: "尚未保存过，以下为默认值",
    at: (version: string) => `${version}，保存于`,
    theirs: (version: string) => `其他人刚保存的内容（${version}）`,
    take: "改用这份内容",
    keep: "仍用我的内容",
    compare: "您打开之后，这组设置已被修改。上面是您的修改，下面是现在生效的内容；请对照后决定。",
  },
  en: {
    save: "Save",
    discard: "Discard changes",
    saved: "Saved",
    version: (n: number) => `Version ${n}`,
    never: "Never saved; these are the defaults",
    at: (version: string) => `${version}, saved`,
    theirs: (version: string) => `What somebody else has just saved (${version})`,
    take: "Take this instead",
    keep: "Keep mine",
    compare:
      "These settings were changed after you opened them. Yours are above, what is in force now is below; compare and decide.",
  },
};

interface FrameProps<Name extends SectionName> {
  readonly section: Name;
  readonly title: string;
  readonly lead: string;
  Editor(props: EditorProps<Contents[Name]>): ReactNode;
}

const moneyAndCalendar: readonly SectionName[] = ["entities", "calendar", "currencies", "vat"];

/** Who may save a section, as the rules say; the server decides. */
function useMayChange(section: SectionName): boolean {
  const { roles } = useMe();
  return roles.includes("lead-auditor") || (roles.includes("finance") && moneyAndCalendar.includes(section));
}

/** A section of the settings: its editor, and saving that never overwrites what somebody else has saved. */
export function SectionFrame<Name extends SectionName>(props: FrameProps<Name>) {
  const { section, title, lead } = props;
  const query = useQuery({ queryKey: ["settings", section], queryFn: () => readSection(section) });
  return (
    <Section title={title}>
      <p className="settings-lead">{lead}</p>
      <Loaded query={query}>{(saved) => <Editing {...props} saved={saved} />}</Loaded>
    </Section>
  );
}

function Editing<Name extends SectionName>({
  section,
  Editor,
  saved,
}: FrameProps<Name> & { readonly saved: Saved<Contents[Name]> }) {
  const text = useWords(words);
  const tell = useTell();
  const queries = useQueryClient();
  const mayChange = useMayChange(section);
  const [base, setBase] = useState(saved);
  const [draft, setDraft] = useState(saved.content);
  const [error, setError] = useState<unknown>();
  const [theirs, setTheirs] = useState<Saved<Contents[Name]>>();
  const [isSaving, setSaving] = useState(false);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(base.content);
  useWarnBeforeLeaving(isChanged);

  const take = (next: Saved<Contents[Name]>) => {
    setBase(next);
    setDraft(next.content);
    setTheirs(undefined);
    setError(undefined);
    queries.setQueryData(["settings", section], next);
  };
  const save = async () => {
    setSaving(true);
    setError(undefined);
    try {
      take(await saveSection(section, { version: base.version, content: draft }));
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "settings" });
      tell(text.saved);
    } catch (refused) {
      setError(refused);
      if (apiErrorOf(refused).code === "conflict") setTheirs(await readSection(section));
    } finally {
      setSaving(false);
    }
  };
  return (
    <>
      <Editor content={draft} isFixed={!mayChange} onChange={setDraft} />
      {error ? <RefusalAlert error={error} /> : null}
      <div className="settings-save">
        <small>
          {base.version === 0 ? (
            text.never
          ) : (
            <>
              {text.at(text.version(base.version))} <Moment at={base.savedAt} />
            </>
          )}
        </small>
        {mayChange && (
          <span>
            <Button disabled={!isChanged || isSaving} onClick={() => setDraft(base.content)}>
              {text.discard}
            </Button>
            <Button type="primary" disabled={!isChanged} loading={isSaving} onClick={() => void save()}>
              {text.save}
            </Button>
          </span>
        )}
      </div>
      {theirs && (
        <div className="settings-theirs">
          <Alert type="warning" showIcon title={text.compare} />
          <h3>{text.theirs(text.version(theirs.version))}</h3>
          <Editor content={theirs.content} isFixed onChange={() => undefined} />
          <div className="settings-save">
            <Button onClick={() => take(theirs)}>{text.take}</Button>
            <Button
              type="primary"
              onClick={() => {
                // What is in force now is what the next save goes on from.
                setBase(theirs);
                setTheirs(undefined);
                setError(undefined);
              }}
            >
              {text.keep}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

function useWarnBeforeLeaving(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [isChanged]);
}
