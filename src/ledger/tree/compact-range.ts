import { LedgerError } from "../ledger-error.ts";
import { foldRight, hashNode } from "./hash.ts";
import type { NodeId } from "./range.ts";

interface KnownNode extends NodeId {
  readonly hash: Uint8Array;
}

/**
 * The leaves [start, end) by as few hashes as possible: the roots of the largest complete subtrees inside, left to
 * right. Invariant: no two neighbours are siblings, hence at most 2 log2(end - start) hashes, whatever the length.
 * Neighbouring ranges can be merged, so ranges may be hashed apart and in any order.
 */
export class CompactRange {
  readonly start: number;
  #end: number;
  readonly #nodes: KnownNode[] = [];

  constructor(start = 0) {
    this.start = start;
    this.#end = start;
  }

  get end(): number {
    return this.#end;
  }

  get hashes(): readonly Uint8Array[] {
    return this.#nodes.map((node) => node.hash);
  }

  append(leafHash: Uint8Array): void {
    this.#push({ level: 0, index: this.#end, hash: leafHash });
  }

  merge(right: CompactRange): void {
    if (right.start !== this.#end) {
      throw new LedgerError(
        "out-of-range",
        `A range that starts at ${right.start} does not follow ${this.#end}.`,
      );
    }
    for (const node of right.#nodes) this.#push(node);
  }

  /** The root of the tree of the first `end` leaves; only a range from 0 has one. */
  root(): Uint8Array {
    if (this.start !== 0) throw new LedgerError("out-of-range", "Only a range from leaf 0 has a root.");
    return foldRight(this.hashes);
  }

  #push(added: KnownNode): void {
    let node = added;
    this.#end = (added.index + 1) * 2 ** added.level;
    for (let left = this.#nodes.at(-1); isLeftSibling(left, node); left = this.#nodes.at(-1)) {
      this.#nodes.pop();
      node = { level: node.level + 1, index: left.index / 2, hash: hashNode(left.hash, node.hash) };
    }
    this.#nodes.push(node);
  }
}

function isLeftSibling(left: KnownNode | undefined, node: KnownNode): left is KnownNode {
  return left !== undefined && left.level === node.level && left.index % 2 === 0;
}
