import type { Finding } from "../../../detection/index.ts";
import { displayWidth } from "../display-width.ts";
import { type EvidenceGroup, evidenceGroups } from "../evidence-groups.ts";
import { count } from "../figures.ts";
import type { ReportData } from "../report-data.ts";
import { findingWords } from "../words/finding-words.ts";
import { type Html, html } from "./markup.ts";

const mostRows = 8;

/** The source's own rows, under the source's own headers, file by file. */
export function evidence(data: ReportData, finding: Finding, id: string): Html {
  const groups = evidenceGroups(data, finding, mostRows);
  const shown = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const summary = html`<summary><h4>${findingWords.evidence}</h4> <span>${findingWords.evidenceShown(count(shown), count(finding.evidenceTotal))}</span></summary>`;
  if (shown === 0)
    return html`<details open class="evidence">${summary}<p class="note">${findingWords.evidenceAbsent}</p></details>`;
  return html`<details open class="evidence">${summary}${groups.map((group, i) => table(group, `${id}-evidence-${i}`))}</details>`;
}

function table({ path, columns, rows }: EvidenceGroup, id: string): Html {
  const head = columns.map((column) => html`<th scope="col">${column}</th>`);
  const body = rows.map(
    (row) => html`<tr><th scope="row" class="n">${count(row.row)}</th><td class="id">${row.recordId}</td>
${columns.map((column) => cell(row.values[column] ?? ""))}</tr>`,
  );
  return html`<p class="path" id="${id}">${path}</p>
<div class="scroll" tabindex="0" role="group" aria-labelledby="${id}"><table><thead><tr><th scope="col">${findingWords.row}</th><th scope="col">${findingWords.record}</th>${head}</tr></thead>
<tbody>${body}</tbody></table></div>`;
}

const cell = (value: string): Html =>
  displayWidth(value) > 28 ? html`<td class="long">${value}</td>` : html`<td>${value}</td>`;
