import { CompactRange } from "../../ledger/index.ts";
import { type Bilingual, copyOut, type Database, Refusal } from "../../platform/index.ts";

/** Computes the root of every batch again from the leaves that are there; refuses with each that differs. */
export async function checkRoots(database: Pick<Database, "session">): Promise<void> {
  const session = await database.session(() => undefined);
  try {
    const { rows } = await session.query<{ id: bigint; root: string }>(
      "SELECT id, root FROM import_batch WHERE state = 'committed' AND root IS NOT NULL ORDER BY id",
    );
    const expected = new Map(rows.map(({ id, root }) => [String(id), root]));
    const wrong: Bilingual[] = [];
    let tree: { readonly batch: string; readonly leaves: CompactRange } | undefined;
    const close = () => {
      if (!tree) return;
      const root = Buffer.from(tree.leaves.root()).toString("hex");
      if (expected.get(tree.batch) !== root) wrong.push(differs(tree.batch));
      expected.delete(tree.batch);
    };
    let rest = "";
    await copyOut(
      session,
      `COPY (SELECT v.batch, encode(sha256('\\x00'::bytea || convert_to(leaf, 'UTF8')), 'hex') FROM record_version v
        JOIN import_batch b ON b.id = v.batch AND b.state = 'committed' ORDER BY v.batch, v.id) TO STDOUT`,
      (chunk) => {
        const lines = (rest + chunk.toString("latin1")).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
          const [batch = "", hash = ""] = line.split("\t");
          if (tree?.batch !== batch) {
            close();
            tree = { batch, leaves: new CompactRange() };
          }
          tree.leaves.append(Buffer.from(hash, "hex"));
        }
      },
    );
    close();
    const empty = Buffer.from(new CompactRange().root()).toString("hex");
    for (const [batch, root] of expected) if (root !== empty) wrong.push(differs(batch));
    if (wrong.length > 0) throw new Refusal("invalid", wrong);
  } finally {
    await session.end().catch(() => undefined);
  }
}

const differs = (batch: string): Bilingual => ({
  zh: `第 ${batch} 批记录的默克尔根与记载不符。`,
  en: `The Merkle root of batch ${batch} differs from the one written down.`,
});
