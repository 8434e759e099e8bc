// Compiles src/ledger/anchoring/anchor.sol and writes anchor-artefact.ts beside it. Run after every change of the
// contract; a test compiles again and compares, so what is committed is what the source gives.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(import.meta.dirname, "..", "src", "ledger", "anchoring");

/** The ABI, and the bytecode in hex that makes the contract. It needs no network. */
export async function compileAnchor() {
  // Loaded here: the compiler takes a second, and only who compiles waits for it.
  const { default: solc } = await import("solc");
  const input = {
    language: "Solidity",
    sources: {
      "anchor.sol": { content: readFileSync(join(folder, "anchor.sol"), "utf8").replaceAll("\r\n", "\n") },
    },
    settings: {
      // Chains of consortia lag behind: nothing newer than the merge is used.
      evmVersion: "paris",
      optimizer: { enabled: true, runs: 200 },
      // Without the hash of metadata the bytecode depends on the code alone.
      metadata: { bytecodeHash: "none", appendCBOR: false },
      outputSelection: { "anchor.sol": { PlumblineAnchor: ["abi", "evm.bytecode.object"] } },
    },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input)));
  const problems = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (problems.length > 0)
    throw new Error(problems.map(({ formattedMessage }) => formattedMessage).join("\n"));
  const { abi, evm } = output.contracts["anchor.sol"].PlumblineAnchor;
  return { abi, bytecode: `0x${evm.bytecode.object}` };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { abi, bytecode } = await compileAnchor();
  const text = `// Made from anchor.sol by tools/compile-anchor.mjs.
export const anchorAbi = ${JSON.stringify(abi, undefined, 2)} as const;

export const anchorBytecode =
  "${bytecode}";
`;
  writeFileSync(join(folder, "anchor-artefact.ts"), text);
}
