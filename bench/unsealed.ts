// Stands in for `platform/log/row-leaf.ts` and `ledger/tree/compact-range.ts` where an import is measured without
// sealing: no salts, no canonical JSON, no commitments, no leaves, no tree.
export const sealRow = () => ({
  leaf: "",
  common: { salt: Buffer.alloc(0), value: "", digest: "" },
  personal: {},
});

export class CompactRange {
  readonly end = 0;
  readonly hashes: readonly Uint8Array[] = [];
  append(): void {}
  root(): Uint8Array {
    return new Uint8Array(32);
  }
}
