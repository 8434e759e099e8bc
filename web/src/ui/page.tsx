import "./figures.css";
import { type ReactNode, useEffect } from "react";
import { Link } from "react-router";

export interface PageProps {
  readonly title: string;
  /** One sentence below the title. */
  readonly lead?: ReactNode;
  /** Where one comes from, nearest last. */
  readonly trail?: readonly { readonly title: string; readonly path: string }[];
  /** Buttons, the most important last. */
  readonly actions?: ReactNode;
  /** Text is read more easily in a narrow column; tables want all there is. */
  readonly width?: "full" | "text";
  readonly children: ReactNode;
}

/** The header of a page and what stands below it; also the title of the window. */
export function Page({ title, lead, trail = [], actions, width = "full", children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Plumbline 准绳`;
  }, [title]);
  return (
    <article className={`page page-${width}`}>
      <header className="page-header">
        <div>
          {trail.length > 0 && (
            <nav className="trail">
              {trail.map((step) => (
                <span key={step.path}>
                  <Link to={step.path}>{step.title}</Link> <span aria-hidden="true">/</span>{" "}
                </span>
              ))}
            </nav>
          )}
          <h1>{title}</h1>
          {lead && <p className="lead">{lead}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </article>
  );
}

/** A part of a page with a heading. */
export function Section({
  title,
  extra,
  width,
  children,
}: {
  readonly title: ReactNode;
  readonly extra?: ReactNode;
  /** In a grid of `columns`. */
  readonly width?: "third" | "half" | "two-thirds";
  readonly children: ReactNode;
}) {
  return (
    <section className={width ? `section ${width}` : "section"}>
      <header>
        <h2>{title}</h2>
        {extra && <div>{extra}</div>}
      </header>
      <div className="section-body">{children}</div>
    </section>
  );
}
