import { expect, test } from "vitest";
import { readPolicy } from "./read-policy.ts";

test("a policy is shown with its effect, roles, actions and sentence, and without its annotations", () => {
  const text = `@id("nobody-grants")
@title("不得授予")
@zh("不能给自己授予角色。")
@en("Nobody may \\"grant\\".")
forbid (principal, action == Action::"roles.grant", resource)
when { principal.roles.contains("lead-auditor") };`;
  const policy = readPolicy({ id: "people.nobody-grants", text });
  expect(policy).toMatchObject({
    room: "people",
    title: { zh: "不得授予", en: "nobody grants" },
    effect: "forbid",
    roles: ["lead-auditor"],
    actions: ["roles.grant"],
  });
  expect(policy.sentence?.zh).toBe("不能给自己授予角色。");
  expect(policy.body.startsWith("forbid (")).toBe(true);
});
