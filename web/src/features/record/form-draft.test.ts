import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addField,
  addSection,
  changeField,
  type FormDraft,
  hideField,
  moveField,
  moveSection,
  putInto,
  removeField,
  removeSection,
  toSend,
} from "./form-draft.ts";

const title = { zh: "一", en: "One" };
const start: FormDraft = {
  fields: [],
  sections: [
    { title, columns: 2, fields: ["a", "b"] },
    { title, columns: 1, fields: ["c"] },
  ],
  hidden: ["d"],
};
const placesOf = (draft: FormDraft) => draft.sections.map(({ fields }) => fields.join(""));

test("fields move within their section and past its ends into the next", () => {
  expect(placesOf(moveField(start, "a", 1))).toEqual(["ba", "c"]);
  expect(placesOf(moveField(start, "b", 1))).toEqual(["a", "bc"]);
  expect(placesOf(moveField(start, "c", -1))).toEqual(["abc", ""]);
  expect(moveField(start, "a", -1)).toBe(start);
  expect(placesOf(putInto(start, "d", 1))).toEqual(["ab", "cd"]);
});

test("a section that is taken away leaves its fields to its neighbour", () => {
  expect(placesOf(removeSection(start, 0))).toEqual(["cab"]);
  expect(placesOf(removeSection(start, 1))).toEqual(["abc"]);
});

test("whatever is done, every field stands somewhere once", () => {
  const step = fc.oneof(
    fc.tuple(fc.constant("move"), fc.constantFrom("a", "b", "c", "d"), fc.constantFrom(1, -1)),
    fc.tuple(fc.constant("hide"), fc.constantFrom("a", "b", "c"), fc.constant(1)),
    fc.tuple(fc.constant("put"), fc.constantFrom("a", "b", "c", "d"), fc.nat(1)),
    fc.tuple(fc.constant("section"), fc.constant("a"), fc.constantFrom(1, -1)),
    fc.tuple(fc.constant("remove"), fc.constant("a"), fc.nat(1)),
    fc.tuple(fc.constant("add"), fc.constant("a"), fc.constant(1)),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let draft = start;
      for (const [what, place, n] of steps) {
        if (what === "move") draft = moveField(draft, place, n === 1 ? 1 : -1);
        else if (what === "hide" && !draft.hidden.includes(place)) draft = hideField(draft, place);
        else if (what === "put") draft = putInto(draft, place, Math.min(n, draft.sections.length - 1));
        else if (what === "section") draft = moveSection(draft, 0, n === 1 ? 1 : -1);
        else if (what === "remove") draft = removeSection(draft, n);
        else if (what === "add") draft = addSection(draft, title);
      }
      const all = [...draft.sections.flatMap(({ fields }) => fields), ...draft.hidden];
      expect(all.sort()).toEqual(["a", "b", "c", "d"]);
    }),
  );
});

test("a new field is sent by its Chinese title, in both languages, and stands where it was put", () => {
  const added = addField(start, "1", { zh: "", en: "" });
  const named = changeField(added, "1", {
    title: { zh: "评级 ", en: "" },
    type: "choice",
    choices: [{ value: "", title: { zh: "甲级", en: "A" } }],
  });
  expect(toSend(named)).toMatchObject({
    fields: [
      {
        name: "评级",
        title: { zh: "评级", en: "评级" },
        choices: [{ value: "甲级", title: { zh: "甲级", en: "A" } }],
      },
    ],
    sections: [{ fields: ["a", "b"] }, { fields: ["c", "own.评级"] }],
    hidden: ["d"],
  });
  expect(toSend(removeField(named, "1"))).toEqual(toSend(start));
});
