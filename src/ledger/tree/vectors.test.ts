import { describe, expect, test } from "vitest";
import { decodeBase64 } from "../encoding/base64.ts";
import {
  LedgerError,
  verifyConsistency,
  verifyInclusion,
  verifySubtreeConsistency,
  verifySubtreeInclusion,
} from "../library.ts";
import { haveVectors, listVectors, readVector } from "../testing/vectors.ts";

interface Vector {
  readonly desc: string;
  readonly wantErr: boolean;
  readonly proof: readonly string[] | null;
  readonly [field: string]: unknown;
}

const number = (vector: Vector, field: string) => vector[field] as number;
const bytes = (vector: Vector, field: string) => decodeBase64((vector[field] as string | null) ?? "", field);
const proofOf = (vector: Vector) => (vector.proof ?? []).map((hash) => decodeBase64(hash, "proof"));
const range = (vector: Vector) => ({ start: number(vector, "start"), end: number(vector, "end") });

const checks: Record<string, (vector: Vector) => void> = {
  inclusion: (vector) =>
    verifyInclusion({
      index: number(vector, "leafIdx"),
      size: number(vector, "treeSize"),
      leafHash: bytes(vector, "leafHash"),
      proof: proofOf(vector),
      root: bytes(vector, "root"),
    }),
  consistency: (vector) =>
    verifyConsistency({
      oldSize: number(vector, "size1"),
      oldRoot: bytes(vector, "root1"),
      newSize: number(vector, "size2"),
      newRoot: bytes(vector, "root2"),
      proof: proofOf(vector),
    }),
  subtreeinclusion: (vector) =>
    verifySubtreeInclusion({
      index: number(vector, "leafIdx"),
      subtree: range(vector),
      leafHash: bytes(vector, "leafHash"),
      proof: proofOf(vector),
      root: bytes(vector, "root"),
    }),
  subtreeconsistency: (vector) =>
    verifySubtreeConsistency({
      subtree: range(vector),
      subtreeRoot: bytes(vector, "root1"),
      size: number(vector, "size"),
      root: bytes(vector, "root2"),
      proof: proofOf(vector),
    }),
};

const absent = haveVectors ? "" : " (skipped: ../shared/vectors is absent)";

for (const [kind, check] of Object.entries(checks)) {
  describe.skipIf(!haveVectors)(`${kind} vectors of transparency-dev/merkle${absent}`, () => {
    const cases = listVectors(`rfc6962/${kind}`, ".json").map((path) => ({
      path: path.slice(`rfc6962/${kind}/`.length),
      vector: JSON.parse(new TextDecoder().decode(readVector(path))) as Vector,
    }));

    test("hold cases of both kinds", () => {
      expect(new Set(cases.map(({ vector }) => vector.wantErr))).toEqual(new Set([true, false]));
    });

    test.each(cases.filter(({ vector }) => !vector.wantErr))("$path is accepted", ({ vector }) => {
      check(vector);
    });

    test.each(cases.filter(({ vector }) => vector.wantErr))("$path is refused", ({ vector }) => {
      expect(() => check(vector)).toThrow(LedgerError);
    });
  });
}
