import { useText } from "../../ui/index.ts";
import type { AlertDetail } from "./types.ts";

type View = NonNullable<AlertDetail["chart"]>;

/**
 * The drawing that the report prints, made by the server from the run's data: its colours are variables, set for light
 * and dark in alerts.css. The server writes every label of it as text.
 */
export function AlertChart({ chart }: { readonly chart: View }) {
  const say = useText();
  const { title, about, x, y, legend, svg, events, documents, isLog } = chart;
  return (
    <figure className="alert-chart">
      <figcaption>{say(title)}</figcaption>
      {legend.length > 0 && (
        <ul className="chart-legend">
          {legend.map(({ paint, form, text }) => (
            <li key={text.en}>
              <i className={`form-${form} paint-${paint}`} />
              {say(text)}
            </li>
          ))}
        </ul>
      )}
      {y && <p className="chart-axis">↑ {say(y)}</p>}
      {svg && (
        <div className="chart-scroll">
          <div
            className="drawing"
            role="img"
            aria-label={say(about)}
            // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by our own server; the data in it is escaped text
            dangerouslySetInnerHTML={{ __html: svg }}
          />
        </div>
      )}
      {x && (
        <p className="chart-axis is-end">
          {say(x)}
          {isLog ? " (log)" : ""} →
        </p>
      )}
      {documents && <Documents documents={documents} />}
      {events && (
        <ol className="chart-events">
          {events.map((event) => (
            <li
              key={`${event.at} ${event.label.en} ${event.value ?? ""}`}
              className={event.isMarked ? "is-marked" : ""}
            >
              <time>{event.at}</time> {say(event.label)}{" "}
              {event.value && <span className="figures">{event.value}</span>}
            </li>
          ))}
        </ol>
      )}
      <p className="chart-about">{say(about)}</p>
    </figure>
  );
}

/** The documents of one deal side by side; what differs from the first is framed. */
function Documents({ documents }: { readonly documents: NonNullable<View["documents"]> }) {
  const say = useText();
  return (
    <div className="chart-scroll">
      <table className="evidence-table">
        <thead>
          <tr>
            <td />
            {documents.columns.map(({ title, isNumber }) => (
              <th key={title.en} className={isNumber ? "is-number" : ""}>
                {say(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {documents.rows.map((row) => (
            <tr key={`${row.name.en} ${row.cells[0]?.text}`} className={row.isMarked ? "is-marked" : ""}>
              <th scope="row">{say(row.name)}</th>
              {row.cells.map(({ text, isMismatch }, i) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells stand by their column
                  key={i}
                  className={`${documents.columns[i]?.isNumber ? "is-number" : ""} ${isMismatch ? "is-odd" : ""}`}
                >
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
