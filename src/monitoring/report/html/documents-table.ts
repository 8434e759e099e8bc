import type { Chart } from "../../../detection/index.ts";
import { columnsOf, documentName, isMismatch } from "../charts/documents.ts";
import { type Html, html, trusted } from "./markup.ts";

/** The documents of one deal side by side, what differs from the first of them framed. */
export function documentsTable(chart: Extract<Chart, { kind: "documents" }>, id: string): Html {
  const columns = columnsOf(chart);
  const head = columns.map(
    ({ title, isNumber }) =>
      html`<th scope="col"${isNumber ? trusted(' class="n"') : undefined}>${title}</th>`,
  );
  const rows = chart.rows.map((row) => {
    const cells = columns.map(({ field, isNumber, write }) => {
      const classes = [isNumber ? "n" : "", isMismatch(chart, row, field) ? "differs" : ""].join(" ").trim();
      return html`<td class="${classes}">${write(row)}</td>`;
    });
    return html`<tr${trusted(row.suspect ? ' class="mark"' : "")}><th scope="row">${documentName(row.document)}</th>${cells}</tr>`;
  });
  return html`<div class="scroll" tabindex="0" role="group" aria-labelledby="${id}-title"><table class="documents"><thead><tr><td></td>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
}
