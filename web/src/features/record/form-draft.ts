import type { FormField, FormView, Section } from "./model.ts";

export type CustomType = "text" | "number" | "date" | "money" | "choice" | "yes-no" | "reference";

export interface CustomDraft {
  /** Of this page only, so that a row keeps its place while its name is typed. */
  readonly id: string;
  /** The column of the own row; empty until it is saved: then the Chinese title is taken. */
  readonly name: string;
  /** Once saved, name and type stay. */
  readonly isKept: boolean;
  readonly title: { readonly zh: string; readonly en: string };
  readonly type: CustomType;
  readonly required: boolean;
  readonly personal: boolean;
  readonly help: { readonly zh: string; readonly en: string };
  readonly choices: readonly {
    readonly value: string;
    readonly title: { readonly zh: string; readonly en: string };
  }[];
  readonly refers: string;
}

/** A form while it is being changed. Custom fields stand in sections by `own.` and their id. */
export interface FormDraft {
  readonly fields: readonly CustomDraft[];
  readonly sections: readonly Section[];
  readonly hidden: readonly string[];
}

const placeOf = (id: string) => `own.${id}`;

export function draftOf(form: FormView): FormDraft {
  const fields = form.fields.filter(({ of }) => of === "custom").map(keptDraft);
  return { fields, sections: form.sections, hidden: form.hidden };
}

function keptDraft(field: FormField): CustomDraft {
  const { name, title, required, personal, help, choices = [], refers = "" } = field;
  return {
    id: name,
    name,
    isKept: true,
    title,
    type: field.type as CustomType,
    required,
    personal,
    help: help ?? { zh: "", en: "" },
    choices,
    refers,
  };
}

/** At the end of the last section. */
export function addField(draft: FormDraft, id: string, title: CustomDraft["title"]): FormDraft {
  const field: CustomDraft = {
    id,
    name: "",
    isKept: false,
    title,
    type: "text",
    required: false,
    personal: false,
    help: { zh: "", en: "" },
    choices: [],
    refers: "",
  };
  const last = draft.sections.length - 1;
  const sections = draft.sections.map((section, i) =>
    i === last ? { ...section, fields: [...section.fields, placeOf(id)] } : section,
  );
  return { ...draft, fields: [...draft.fields, field], sections };
}

export function changeField(draft: FormDraft, id: string, change: Partial<CustomDraft>): FormDraft {
  return {
    ...draft,
    fields: draft.fields.map((field) => (field.id === id ? { ...field, ...change } : field)),
  };
}

export function removeField(draft: FormDraft, id: string): FormDraft {
  return {
    ...draft,
    fields: draft.fields.filter((field) => field.id !== id),
    sections: without(draft.sections, placeOf(id)),
  };
}

/** One up or down; past the end of a section into the next. */
export function moveField(draft: FormDraft, place: string, by: 1 | -1): FormDraft {
  const at = draft.sections.findIndex(({ fields }) => fields.includes(place));
  const section = draft.sections[at];
  if (!section) return draft;
  const from = section.fields.indexOf(place);
  const to = from + by;
  if (to >= 0 && to < section.fields.length) {
    const fields = section.fields.with(from, section.fields[to] ?? place).with(to, place);
    return { ...draft, sections: draft.sections.with(at, { ...section, fields }) };
  }
  return draft.sections[at + by]
    ? putInto(draft, place, at + by, by === 1 ? 0 : Number.POSITIVE_INFINITY)
    : draft;
}

/** Into a section, at its end unless told where. */
export function putInto(
  draft: FormDraft,
  place: string,
  at: number,
  where = Number.POSITIVE_INFINITY,
): FormDraft {
  const cleared = without(draft.sections, place);
  const sections = cleared.map((section, i) =>
    i === at ? { ...section, fields: section.fields.toSpliced(where, 0, place) } : section,
  );
  return { ...draft, sections, hidden: draft.hidden.filter((one) => one !== place) };
}

export function hideField(draft: FormDraft, place: string): FormDraft {
  return { ...draft, sections: without(draft.sections, place), hidden: [...draft.hidden, place] };
}

export function changeSection(draft: FormDraft, at: number, change: Partial<Section>): FormDraft {
  return {
    ...draft,
    sections: draft.sections.map((section, i) => (i === at ? { ...section, ...change } : section)),
  };
}

export function addSection(draft: FormDraft, title: Section["title"]): FormDraft {
  return { ...draft, sections: [...draft.sections, { title, columns: 2, fields: [] }] };
}

export function moveSection(draft: FormDraft, at: number, by: 1 | -1): FormDraft {
  const [one, other] = [draft.sections[at], draft.sections[at + by]];
  if (!one || !other) return draft;
  return { ...draft, sections: draft.sections.with(at, other).with(at + by, one) };
}

/** Its fields go into the section before, or the one after the first. */
export function removeSection(draft: FormDraft, at: number): FormDraft {
  const gone = draft.sections[at];
  if (!gone || draft.sections.length === 1) return draft;
  const heir = at === 0 ? 1 : at - 1;
  const sections = draft.sections.flatMap((section, i) => {
    if (i === at) return [];
    return i === heir ? [{ ...section, fields: [...section.fields, ...gone.fields] }] : [section];
  });
  return { ...draft, sections };
}

function without(sections: readonly Section[], place: string): Section[] {
  return sections.map((section) => ({ ...section, fields: section.fields.filter((one) => one !== place) }));
}

/** As it is sent: fields by the names they will have, sections without the empty ones. */
export function toSend({ fields, sections, hidden }: FormDraft) {
  const nameOf = new Map(fields.map((field) => [placeOf(field.id), placeOf(storedName(field))]));
  return {
    fields: fields.map((field) => {
      const { title, type, required, personal, help, choices, refers } = field;
      const hasHelp = help.zh.trim() !== "" || help.en.trim() !== "";
      return {
        name: storedName(field),
        title: bothOf(title),
        type,
        required,
        personal,
        ...(hasHelp ? { help: bothOf(help) } : {}),
        ...(type === "choice"
          ? {
              choices: choices.map((one) => ({
                value: one.value.trim() || one.title.zh.trim(),
                title: bothOf(one.title),
              })),
            }
          : {}),
        ...(type === "reference" ? { refers } : {}),
      };
    }),
    sections: sections
      .filter((section) => section.fields.length > 0)
      .map((section) => ({
        ...section,
        title: bothOf(section.title),
        fields: section.fields.map((place) => nameOf.get(place) ?? place),
      })),
    hidden: [...hidden],
  };
}

const storedName = ({ name, title }: CustomDraft) => name.trim() || title.zh.trim() || title.en.trim();

/** Whoever writes in one language only has written both. */
function bothOf({ zh, en }: { readonly zh: string; readonly en: string }) {
  return { zh: zh.trim() || en.trim(), en: en.trim() || zh.trim() };
}

/** The fields of a draft as inputs show them. */
export function fieldsOf(form: FormView, draft: FormDraft): FormField[] {
  const own = form.fields.filter(({ of }) => of === "field");
  const custom = draft.fields.map((field): FormField => {
    const { title, type, required, personal, help, choices, refers } = field;
    return {
      place: placeOf(field.id),
      name: field.id,
      of: "custom",
      title: bothOf(title),
      type,
      required,
      personal,
      isKey: false,
      ...(help.zh || help.en ? { help: bothOf(help) } : {}),
      ...(type === "choice" ? { choices: choices.map((one) => ({ ...one, title: bothOf(one.title) })) } : {}),
      ...(type === "reference" && refers !== "" ? { refers } : {}),
    };
  });
  return [...own, ...custom];
}
