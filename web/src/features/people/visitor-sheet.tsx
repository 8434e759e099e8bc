import { type ReactNode, useEffect } from "react";
import { LanguageSwitch, Mark, useWords } from "../../ui/index.ts";

const words = { zh: { name: "准绳", sub: "Plumbline" }, en: { name: "Plumbline", sub: "准绳" } };

/** One sheet in the middle of the page, for those who are not signed in. */
export function VisitorSheet(props: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}) {
  const { title, lead, isWide = false, children } = props;
  const { name, sub } = useWords(words);
  useEffect(() => {
    document.title = `${title} · Plumbline 准绳`;
  }, [title]);
  return (
    <main className="visitor">
      <div className={isWide ? "visitor-sheet visitor-wide" : "visitor-sheet"}>
        <div className="visitor-head">
          <span className="brand">
            <Mark size={30} />
            <span className="brand-name">{name}</span>
            <span className="brand-sub">{sub}</span>
          </span>
          <LanguageSwitch />
        </div>
        <h1>{title}</h1>
        {lead && <p className="lead">{lead}</p>}
        {children}
      </div>
    </main>
  );
}
