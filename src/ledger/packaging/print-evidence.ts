import { hash } from "node:crypto";
import { type Language, printPdf } from "../../platform/index.ts";
import { parseEvidence } from "../evidence/parse-evidence.ts";
import { verifyEvidence } from "../evidence/verify-evidence.ts";
import { LedgerError } from "../ledger-error.ts";
import { parseVerifierKey } from "../note/verifier.ts";
import { printView } from "./print-view.ts";

/**
 * The evidence for reading, A4, in one language. The same evidence.json gives the same bytes, so that whoever verifies a
 * package can print it again and compare. The keys are those that the file names: a print vouches for nothing.
 */
export async function printEvidence(bytes: Uint8Array, language: Language): Promise<Uint8Array> {
  const logs = parseEvidence(bytes).keys.map((key) => ({ verifier: parseVerifierKey(key) }));
  const evidence = verifyEvidence(bytes, { logs, witnesses: [], groups: [], quorum: "none" });
  const { packaging } = evidence;
  if (!packaging) throw new LedgerError("malformed", "Evidence for a look is not printed.");
  const sha256 = hash("sha256", bytes, "hex");
  return printPdf({
    folder: new URL("./pdf/", import.meta.url),
    template: "evidence.typ",
    inputs: { view: JSON.stringify(printView({ evidence, packaging, sha256, language })) },
    at: new Date(packaging.statement.packagedAt),
  });
}
