import { type Zippable, zipSync } from "fflate";
import { parseEvidence } from "../evidence/parse-evidence.ts";
import { derivedMembers, evidenceFile, formatSums, printFile, sumsFile } from "./package-members.ts";
import { printEvidence } from "./print-evidence.ts";
import { readme } from "./readme.ts";

export interface Packed {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Everything that an outsider needs, in one file. `page` checks evidence.json in a browser without a network. */
export async function packEvidence(bytes: Uint8Array, page: string): Promise<Packed> {
  const members = new Map<string, Uint8Array>([
    ["README.txt", Buffer.from(readme)],
    [evidenceFile, bytes],
    [printFile.zh, await printEvidence(bytes, "zh")],
    [printFile.en, await printEvidence(bytes, "en")],
    ["check.html", Buffer.from(page)],
    ...derivedMembers(bytes),
  ]);
  members.set(sumsFile, formatSums(members));
  const { about, statement } = parseEvidence(bytes).content;
  const at = new Date(statement?.packagedAt ?? 0);
  const files: Zippable = {};
  for (const [name, content] of members) files[name] = [content, { mtime: zipTime(at) }];
  const stamp = at.toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-");
  return {
    name: `evidence-${about?.kind ?? "item"}-${(about?.id ?? "").slice(0, 8)}-${stamp}.plumbline.zip`,
    bytes: zipSync(files),
  };
}

/** A zip tells no time zone; the hours of universal time are written, whatever the machine's zone. */
function zipTime(at: Date): Date {
  return new Date(at.getTime() + at.getTimezoneOffset() * 60_000);
}
