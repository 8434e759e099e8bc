import { z } from "zod";
import { type Problem, Refusal } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { kindNamed } from "../kinds/kinds.ts";
import { customField } from "./custom-field.ts";

/** Fields of the kind by their name, custom ones as `own.` and their name. */
const place = z.string().max(100);

export const formSchema = z.object({
  fields: z.array(customField).max(60),
  sections: z
    .array(
      z.object({
        title: z.object({ zh: z.string().trim().min(1).max(40), en: z.string().trim().min(1).max(40) }),
        columns: z.int().min(1).max(3),
        fields: z.array(place).max(120),
      }),
    )
    .max(20),
  /** Fields of the kind that are not asked for; what records hold in them is shown all the same. */
  hidden: z.array(place).max(120),
});
export type Form = z.output<typeof formSchema>;

export const customPlace = (name: string) => `own.${name}`;

/** Refuses a form that contradicts itself, the kind, or what its custom fields were before. */
export function checkForm(kind: Kind, form: Form, earlier: readonly Form[]): void {
  const problems = [
    ...form.fields.flatMap((_, i) => fieldProblems(form, i, earlier)),
    ...layoutProblems(kind, form),
    ...hiddenProblems(kind, form),
  ];
  if (problems.length > 0) throw new Refusal("invalid", problems);
}

function fieldProblems(form: Form, i: number, earlier: readonly Form[]): Problem[] {
  const field = form.fields[i];
  if (!field) return [];
  const path = `fields.${i}`;
  const problems: Problem[] = [];
  const say = (zh: string, en: string) =>
    problems.push({ zh: `字段“${field.title.zh}”${zh}`, en: `Field ${field.title.en}: ${en}`, path });
  if (form.fields.findIndex(({ name }) => name === field.name) < i)
    say(`的存储列名“${field.name}”已被另一个字段使用。`, `another field is stored as ${field.name}.`);
  const choices = field.choices ?? [];
  if (field.type === "choice" && choices.length === 0) say("没有任何选项。", "it has no choices.");
  if (new Set(choices.map(({ value }) => value)).size < choices.length)
    say("有重复的选项。", "a choice stands there twice.");
  if (field.type === "reference" && !kindNamed(field.refers ?? ""))
    say("没有指明引用哪种记录。", "it does not say which kind it refers to.");
  const before = earlier.flatMap(({ fields }) => fields).find(({ name }) => name === field.name);
  if (before && (before.type !== field.type || before.refers !== field.refers))
    say(
      "的类型不能改变，已有记录按原类型保存；请另建一个字段。",
      "its type cannot change, for records hold values of the old one; add another field.",
    );
  return problems;
}

function layoutProblems(kind: Kind, form: Form): Problem[] {
  const known = new Set([...Object.keys(kind.fields), ...form.fields.map(({ name }) => customPlace(name))]);
  const seen = new Set<string>();
  const problems: Problem[] = [];
  form.sections.forEach(({ fields }, i) => {
    for (const field of fields) {
      const path = `sections.${i}`;
      if (!known.has(field))
        problems.push({ zh: `没有字段“${field}”。`, en: `There is no field ${field}.`, path });
      if (seen.has(field))
        problems.push({ zh: `字段“${field}”放置了两次。`, en: `Field ${field} stands there twice.`, path });
      seen.add(field);
    }
  });
  return problems;
}

function hiddenProblems(kind: Kind, { hidden }: Form): Problem[] {
  const unknown = hidden
    .filter((name) => !kind.fields[name])
    .map((name) => ({ zh: `没有字段“${name}”。`, en: `There is no field ${name}.`, path: "hidden" }));
  const needed = kind.needs
    .filter((group) => group.every((name) => hidden.includes(name)))
    .map((group) => {
      const named = group.flatMap((name) => kind.fields[name] ?? []);
      return {
        zh: `${named.map(({ zh }) => zh).join("、")}不能全部隐藏：没有它就无法录入${kind.title.zh}。`,
        en: `${named.map(({ en }) => en).join(", ")}: not all may be hidden, for nothing can be entered without.`,
        path: "hidden",
      };
    });
  return [...unknown, ...needed];
}
