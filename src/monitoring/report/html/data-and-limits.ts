import { count } from "../figures.ts";
import type { ReportData } from "../report-data.ts";
import { dataWords, limitsWords } from "../words/method-words.ts";
import { type Html, html } from "./markup.ts";

export function dataAndMapping({ input, mapping }: ReportData): Html {
  return html`<section id="data" aria-labelledby="data-title">
<h2 id="data-title">${dataWords.title}</h2>
<h3 id="files-title">${dataWords.files}</h3>
${input.files.length === 0 ? html`<p class="note">${dataWords.noFiles}</p>` : files(input)}
${input.notes.length > 0 ? html`<h3>${dataWords.notes}</h3><ul>${input.notes.map((note) => html`<li>${note}</li>`)}</ul>` : undefined}
${mapping.length > 0 ? columns(mapping) : undefined}
</section>`;
}

function files({ files }: ReportData["input"]): Html {
  const rows = files.map((file) => {
    const { member, kind, format, encoding, delimiter } = file;
    const written = delimiter === undefined ? undefined : delimiter === "\t" ? "tab" : `"${delimiter}"`;
    const form = [format, encoding, written].filter((part) => part !== undefined).join(" · ");
    return html`<tr><th scope="row">${file.path}${member ? html` <small>› ${member}</small>` : undefined}<br><code class="hash">${file.sha256}</code></th>
<td>${kind ?? "—"}</td><td>${form}</td><td class="n">${count(file.rows)}</td><td class="n">${count(file.refused)}</td></tr>`;
  });
  return html`<div class="scroll" tabindex="0" role="group" aria-labelledby="files-title"><table><thead><tr><th scope="col">${dataWords.file} · SHA-256</th><th scope="col">${dataWords.kind}</th>
<th scope="col">${dataWords.form}</th><th scope="col" class="n">${dataWords.rows}</th><th scope="col" class="n">${dataWords.refused}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function columns(mapping: ReportData["mapping"]): Html {
  const rows = mapping.map(
    ({
      file,
      kind,
      field,
      kindTitle,
      fieldTitle,
      column,
      confidence,
      form,
      when,
    }) => html`<tr><td>${file}</td><th scope="row">${column}</th>
<td>${kindTitle}${field === "" ? undefined : html` · ${fieldTitle} <code>${kind}.${field}</code>`}${when === undefined ? undefined : html` <span class="note">${when}</span>`}</td>
<td>${form ?? ""}</td><td class="n${confidence !== undefined && confidence < 0.8 ? " mark" : ""}">${confidence?.toFixed(2) ?? "—"}</td></tr>`,
  );
  return html`<h3 id="mapping-title">${dataWords.mapping}</h3><p class="note">${dataWords.mappingNote}</p>
<div class="scroll" tabindex="0" role="group" aria-labelledby="mapping-title"><table><thead><tr><th scope="col">${dataWords.file}</th><th scope="col">${dataWords.column}</th>
<th scope="col">${dataWords.field}</th><th scope="col">${dataWords.writtenAs}</th><th scope="col" class="n">${dataWords.confidence}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

export function limits({ command, input, version }: ReportData): Html {
  return html`<section id="limits" aria-labelledby="limits-title">
<h2 id="limits-title">${limitsWords.title}</h2>
<ul class="limits">${limitsWords.limits.map((text) => html`<li>${text}</li>`)}</ul>
<h3>${limitsWords.repeat}</h3>
<p>${limitsWords.repeatNote}</p>
<pre tabindex="0"><code>${command}</code></pre>
<dl class="facts"><div><dt>${limitsWords.inputHash}</dt><dd><code class="hash">${input.sha256}</code></dd></div>
<div><dt>${limitsWords.version}</dt><dd>${version}</dd></div></dl>
</section>`;
}
