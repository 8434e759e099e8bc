import { EvidenceFault, type VerifiedEvidence, verifyEvidence } from "../../src/ledger/library.ts";
import { append, element, sayIn } from "./elements.ts";
import { resultOf } from "./result.ts";
import { trustFrom } from "./trust.ts";
import { type Language, type Words, words } from "./words.ts";

/** What was done so far; the page is made anew from it. */
const state: {
  language: Language;
  name: string;
  bytes: Uint8Array | undefined;
  entered: string;
  outcome: Outcome | undefined;
} = {
  language: navigator.language.startsWith("zh") ? "zh" : "en",
  name: "",
  bytes: undefined,
  entered: "",
  outcome: undefined,
};

type Outcome =
  | { readonly is: "asked"; readonly problem: Words }
  | { readonly is: "refused"; readonly fault: EvidenceFault }
  | {
      readonly is: "verified";
      readonly evidence: VerifiedEvidence;
      readonly fingerprints: readonly string[];
    };

function outcomeOf(): Outcome {
  const { bytes, entered } = state;
  if (!bytes) return { is: "asked", problem: words.noFile };
  try {
    const trust = trustFrom(entered, bytes);
    if ("problem" in trust) return { is: "asked", problem: trust.problem };
    return {
      is: "verified",
      evidence: verifyEvidence(bytes, trust.policy),
      fingerprints: trust.fingerprints,
    };
  } catch (error) {
    if (error instanceof EvidenceFault) return { is: "refused", fault: error };
    throw error;
  }
}

function render(): void {
  const page = document.getElementById("page");
  if (!page) return;
  document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
  const main = element("main");
  append(main, header(), notice(), fileSheet(), keySheet(), checkButton(), ...outcomeParts());
  page.replaceChildren(main);
}

const say = (text: Words) => sayIn(state.language)(text);

function header(): HTMLElement {
  const box = element("header");
  const title = element("div");
  append(
    title,
    element("div", { class: "soft", text: say(words.brand) }),
    element("h1", { text: say(words.title) }),
  );
  const other = element("button", { text: say(words.other), type: "button" });
  other.addEventListener("click", () => {
    state.language = state.language === "zh" ? "en" : "zh";
    render();
  });
  append(box, title, other);
  return box;
}

const notice = () => element("p", { class: "notice", text: say(words.notice) });

function fileSheet(): HTMLElement {
  const sheet = element("section", { class: "sheet" });
  const label = element("label", { class: "drop", text: state.name || say(words.drop) });
  const input = element("input", { type: "file", accept: ".json,application/json" });
  input.addEventListener("change", () => void take(input.files?.[0]));
  label.append(input);
  label.addEventListener("dragover", (event) => {
    event.preventDefault();
    label.classList.add("over");
  });
  label.addEventListener("dragleave", () => label.classList.remove("over"));
  label.addEventListener("drop", (event) => {
    event.preventDefault();
    void take(event.dataTransfer?.files[0]);
  });
  append(sheet, element("h2", { text: say(words.first) }), label);
  return sheet;
}

async function take(file: File | undefined): Promise<void> {
  if (!file) return;
  state.name = file.name;
  state.bytes = new Uint8Array(await file.arrayBuffer());
  state.outcome = undefined;
  render();
}

function keySheet(): HTMLElement {
  const sheet = element("section", { class: "sheet" });
  const field = element("textarea", { "aria-label": say(words.second), spellcheck: "false" });
  field.value = state.entered;
  field.addEventListener("input", () => {
    state.entered = field.value;
  });
  append(
    sheet,
    element("h2", { text: say(words.second) }),
    field,
    element("p", { class: "soft", text: say(words.keyHelp) }),
  );
  return sheet;
}

function checkButton(): HTMLElement {
  const button = element("button", { class: "first", text: say(words.check), type: "button" });
  button.addEventListener("click", () => {
    state.outcome = outcomeOf();
    render();
    document.getElementById("outcome")?.scrollIntoView({ block: "start" });
  });
  return button;
}

function outcomeParts(): HTMLElement[] {
  const { outcome } = state;
  if (!outcome) return [];
  if (outcome.is === "verified") return resultOf(outcome, state.language);
  const sheet = element("section", { class: "sheet", id: "outcome", role: "alert" });
  if (outcome.is === "asked") {
    sheet.append(element("p", { class: "bad", text: say(outcome.problem) }));
    return [sheet];
  }
  const { sentence, place } = outcome.fault;
  const { item, part, byte } = place;
  const at = [
    ...(item === undefined ? [] : [say(words.item(item + 1))]),
    ...(part === undefined ? [] : [part]),
    ...(byte === undefined ? [] : [say(words.byte(byte))]),
  ];
  append(
    sheet,
    element("p", { class: "verdict bad", text: `✕ ${say(words.fails)}` }),
    element("p", { text: say(sentence) }),
    element("p", { class: "soft", text: at.length === 0 ? "" : say(words.where) + at.join(" · ") }),
  );
  return [sheet];
}

// A file dropped beside the field must not make the browser leave the page.
for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
render();
