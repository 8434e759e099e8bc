import { describe, expect, test } from "vitest";
import { type KindName, kinds } from "../kinds/kinds.ts";
import { completeSections, defaultForm } from "./default-layout.ts";
import { checkForm } from "./form.ts";

describe.each(kinds.map((kind) => [kind.name, kind] as const))("the form of %s", (_, kind) => {
  test("before anybody has laid it out has every field once, placed or hidden, and contradicts nothing", () => {
    const form = defaultForm(kind);
    const places = [...form.sections.flatMap(({ fields }) => fields), ...form.hidden];
    expect([...places].sort()).toEqual(Object.keys(kind.fields).sort());
    expect(() => checkForm(kind, form, [])).not.toThrow();
  });
});

test("fields that no layout names follow at the end, and what is no field any more is left out", () => {
  const contact = kinds.find(({ name }) => name === ("contact" satisfies KindName));
  if (!contact) throw new Error("There are no contacts.");
  const title = { zh: "一", en: "One" };
  const field = { name: "级别", title, type: "text" as const, required: false, personal: false };
  const form = {
    fields: [field],
    sections: [{ title, columns: 1, fields: ["name", "vanished"] }],
    hidden: ["phone"],
  };
  const [first, rest, ...none] = completeSections(contact, form);
  expect([first?.fields, none]).toEqual([["name"], []]);
  expect(rest?.fields).toContain("own.级别");
  expect(rest?.fields).not.toContain("phone");
});
