import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areaUnderCurve, documentOf, evaluate, type ReportedFinding } from "./evaluate.ts";
import type { Decoy, PlantedScheme } from "./truth.ts";

const story = { zh: "", en: "" };
const planted = (scheme: Partial<PlantedScheme>): PlantedScheme => ({
  id: "P01",
  pattern: "split-contract",
  family: "splitting",
  form: "obvious",
  level: "documents",
  seller: "HL1",
  customers: ["C1"],
  documents: ["SO1", "SO2"],
  story,
  ...scheme,
});
const finding = (reported: Partial<ReportedFinding>): ReportedFinding => ({
  scheme: "splitting",
  detector: "split-order",
  subject: { kind: "order", id: "SO9" },
  score: 0.9,
  evidence: [],
  ...reported,
});
const sellers = ["HL1", "HL2", "HL3", "HL4", "HL5"];
const judge = (findings: ReportedFinding[], schemes: PlantedScheme[], decoys: Decoy[] = []) =>
  evaluate(findings, [], { schemes, decoys, sellers });
const found = (findings: ReportedFinding[], scheme: PlantedScheme) =>
  judge(findings, [scheme]).recall[0]?.found === 1;

describe("a planted scheme counts as found", () => {
  it("when a finding of its family shows one of its documents", () => {
    expect(found([finding({ evidence: ["order:SO2"] })], planted({}))).toBe(true);
    expect(found([finding({ evidence: ["order:SO3"] })], planted({}))).toBe(false);
  });

  it("when the evidence is a line of one of its documents", () => {
    expect(found([finding({ evidence: ["order-line:SO2-3"] })], planted({}))).toBe(true);
  });

  it("when a neighbouring family shows a document, but not when a foreign one does", () => {
    const invented = planted({ family: "fictitious-sale" });
    expect(found([finding({ scheme: "document-mismatch", evidence: ["SO1"] })], invented)).toBe(true);
    expect(found([finding({ scheme: "activity", evidence: ["SO1"] })], invented)).toBe(false);
  });

  it("when its own family names the customer or seller at the level at which that is enough", () => {
    const named = finding({ scheme: "diversion", subject: { kind: "customer", id: "C1" } });
    const diverted = planted({ family: "diversion", level: "customer" });
    expect(found([named], diverted)).toBe(true);
    expect(found([named], { ...diverted, level: "documents" })).toBe(false);
    expect(found([{ ...named, scheme: "related-party" }], diverted)).toBe(false);
    const bySeller = finding({
      scheme: "pipeline",
      subject: { kind: "opportunity", id: "SJ1" },
      seller: "HL1",
    });
    expect(found([bySeller], planted({ family: "pipeline", level: "seller" }))).toBe(true);
  });

  it("not when its document drowns among a hundred others", () => {
    const crowd = Array.from({ length: 100 }, (_, i) => `order:SO1${i}0`);
    expect(found([finding({ evidence: [...crowd, "order:SO2"] })], planted({}))).toBe(false);
  });
});

it("counts a finding as precise when it touches anything planted, and tells decoys apart", () => {
  const decoy: Decoy = {
    id: "D01",
    resembles: "splitting",
    seller: "HL3",
    customers: ["C7"],
    documents: ["SO7"],
    story,
  };
  const { precision } = judge(
    [
      finding({ evidence: ["SO1"] }),
      finding({ subject: { kind: "seller", id: "HL1" } }),
      finding({ evidence: ["SO7"] }),
      finding({ evidence: ["SO8"] }),
    ],
    [planted({})],
    [decoy],
  );
  expect(precision).toEqual([{ scheme: "splitting", findings: 4, touching: 2, fitting: 1, onDecoys: 1 }]);
});

it("ranks sellers: the planted ones first is 1, last is 0, unranked counts as last", () => {
  const schemes = [planted({}), planted({ id: "P02", form: "subtle", seller: "HL2" })];
  const rank = (order: string[]) =>
    evaluate(
      [],
      order.map((id, i) => ({ kind: "seller", id, score: 1 - i / 10 })),
      { schemes, decoys: [], sellers },
    ).sellers;
  expect(rank(["HL1", "HL2", "HL3"]).auc).toBe(1);
  expect(rank(["HL3", "HL4", "HL5"]).auc).toBe(0);
  expect(rank(["HL1", "HL3", "HL4", "HL5", "HL2"]).aucByForm).toEqual({ obvious: 1, subtle: 0 });
  expect(rank(["HL1", "HL3", "HL2"]).precisionAt).toContainEqual({ k: 2, precision: 0.5 });
});

it("reads a document's id out of any reference", () => {
  expect(documentOf("order:SO250700012")).toBe("SO250700012");
  expect(documentOf("order-line:SO250700012-3")).toBe("SO250700012");
  expect(documentOf("delivery:FH250700012/ZS001")).toBe("FH250700012");
  expect(documentOf("BF2507000012")).toBe("BF2507000012");
});

it("measures the area under the curve as the share of pairs in the right order", () => {
  const scores = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(scores, scores, (positive, negative) => {
      const area = areaUnderCurve(positive, negative) ?? Number.NaN;
      expect(area + (areaUnderCurve(negative, positive) ?? Number.NaN)).toBeCloseTo(1, 10);
      expect(
        areaUnderCurve(
          positive.map((x) => x + 100),
          negative,
        ),
      ).toBe(1);
    }),
  );
  expect(areaUnderCurve([], [1])).toBeUndefined();
});
