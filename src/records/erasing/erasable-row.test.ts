import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, opens } from "../../platform/index.ts";
import { kindNamed } from "../kinds/kinds.ts";
import { planOf } from "../store/record-values.ts";
import { sealVersion } from "../store/version-row.ts";
import { commonOf, type ErasableRow, parseVersionLeaf, withoutParts } from "./erasable-row.ts";

const kind = kindNamed("contact");
if (!kind) throw new Error("There is no kind of contacts.");
const plan = planOf(kind);

const text = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 12 });
const someFields = fc.dictionary(
  fc.constantFrom("name", "phone", "email", "address", "title", "owner_id", "legal_entity"),
  text,
);
const someCells = fc.dictionary(fc.constantFrom("姓名", "手机", "备注", "owner"), text);

/** A sealed version, as it stands in the table. */
function rowOf(
  fields: Record<string, string>,
  own: Record<string, string>,
  reason: string | undefined,
): ErasableRow {
  const version = {
    record: randomUUID(),
    version: 1,
    source: "crm",
    key: "K-1",
    occurrence: 1,
    observedAt: new Date(0),
    gone: false,
    digest: randomUUID(),
    fields: { contact_id: "K-1", ...fields },
    own,
    commonColumns: new Set(["owner"]),
    ...(reason === undefined ? {} : { reason }),
  };
  const { salts, leaf, refs } = sealVersion(plan, version);
  return {
    id: 7n,
    kind: "contact",
    record: version.record,
    version: 1,
    source: "crm",
    key: "K-1",
    occurrence: 1,
    observed_at: version.observedAt,
    gone: false,
    legal_entity: fields.legal_entity ?? null,
    reason: reason ?? null,
    fields: version.fields,
    own,
    refs,
    salts,
    leaf,
  };
}

const allParts = (row: ErasableRow) => [
  ...Object.keys(row.fields).map((name) => `fields.${name}`),
  ...Object.keys(row.own ?? {}).map((name) => `own.${name}`),
];
const partOf = (row: ErasableRow, name: string) =>
  name === "reason"
    ? row.reason
    : name.startsWith("own.")
      ? row.own?.[name.slice(4)]
      : row.fields[name.slice(7)];

describe("a version without some of its parts", () => {
  test("says none of them, has no salt of theirs, and the rest opens as before", () => {
    fc.assert(
      fc.property(
        someFields,
        someCells,
        fc.option(text, { nil: undefined }),
        fc.infiniteStream(fc.boolean()),
        (fields, own, reason, coins) => {
          const row = rowOf(fields, own, reason);
          const parts = new Set(
            allParts(row).filter((name) => name !== "fields.contact_id" && coins.next().value),
          );
          const partly = withoutParts(row, { parts, values: [] });
          if (parts.size === 0) {
            expect(partly).toBeUndefined();
            return;
          }
          if (!partly) throw new Error("Nothing was erased.");
          const leaf = parseVersionLeaf(row.leaf);
          const erased = JSON.parse(partly.erased.leaf) as {
            erased: Record<string, string>;
            resealed: Record<string, string>;
          };
          const names = Object.keys(leaf?.personal ?? {}).sort();
          names.forEach((name, i) => {
            const salt = partly.row.salts.subarray(32 * (i + 1), 32 * (i + 2));
            const digest = leaf?.personal[name] ?? "";
            if (parts.has(name)) {
              expect(partOf(partly.row, name)).toBeUndefined();
              expect(salt.equals(Buffer.alloc(32))).toBe(true);
              expect(erased.erased[name]).toBe(digest);
            } else {
              expect(opens(digest, { salt, value: canonicalJson(partOf(partly.row, name)) })).toBe(true);
            }
          });
          const isPersonal = (name: string) => name in (leaf?.personal ?? {});
          const common = { salt: partly.row.salts.subarray(0, 32), value: commonOf(partly.row, isPersonal) };
          const touchesCommon = [...parts].some((name) => !isPersonal(name));
          expect(opens(erased.resealed.common ?? leaf?.common ?? "", common)).toBe(true);
          expect("common" in erased.resealed).toBe(touchesCommon);
          // The old common salt is gone with what it opened.
          expect(partly.row.salts.subarray(0, 32).equals(row.salts.subarray(0, 32))).toBe(!touchesCommon);
        },
      ),
    );
  });

  test("loses also what, under a commitment of its own, holds one of the values", () => {
    const row = rowOf(
      { name: "欧阳若兰", title: "助理 欧阳若兰", phone: "1" },
      { 备注: "找欧阳若兰", owner: "E-1" },
      "欧阳若兰 来电",
    );
    const partly = withoutParts(row, { parts: new Set(["fields.name"]), values: ["欧阳若兰"] });
    expect(partly?.row).toMatchObject({
      fields: { contact_id: "K-1", phone: "1" },
      own: { owner: "E-1" },
      reason: null,
    });
  });
});
