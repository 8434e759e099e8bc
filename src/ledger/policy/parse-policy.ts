// c2sp.org/tlog-policy, "Policy file syntax and structure".
import { encodeBase64 } from "../encoding/base64.ts";
import { decodeUtf8 } from "../encoding/text.ts";
import { LedgerError } from "../ledger-error.ts";
import { COSIGNATURE } from "../note/key-id.ts";
import { type NoteVerifier, parseVerifierKey } from "../note/verifier.ts";
import type { Policy, PolicyGroup, PolicyLog, PolicyWitness } from "./policy.ts";

const MAX_POLICY_BYTES = 1_000_000;

interface Draft {
  readonly logs: PolicyLog[];
  readonly witnesses: PolicyWitness[];
  readonly groups: PolicyGroup[];
  readonly quorums: string[];
  /** Names defined so far, by witness and group lines alike. */
  readonly defined: Set<string>;
  /** Names that are a member already: each may be one once, so that no witness counts twice. */
  readonly members: Set<string>;
  readonly logKeys: Set<string>;
  readonly witnessKeys: Set<string>;
}

export function parsePolicy(bytes: Uint8Array): Policy {
  if (bytes.length > MAX_POLICY_BYTES)
    throw new LedgerError("too-large", "The policy exceeds 1,000,000 bytes.");
  if (bytes.some((byte) => (byte < 0x20 && byte !== 0x09 && byte !== 0x0a) || byte === 0x7f)) {
    throw new LedgerError("malformed", "The policy holds a control character other than tab and newline.");
  }
  const draft: Draft = {
    logs: [],
    witnesses: [],
    groups: [],
    quorums: [],
    defined: new Set(),
    members: new Set(),
    logKeys: new Set(),
    witnessKeys: new Set(),
  };
  decodePolicy(bytes)
    .split("\n")
    .forEach((line, i) => {
      readLine(draft, line, i + 1);
    });
  const [quorum, ...more] = draft.quorums;
  if (quorum === undefined || more.length > 0) {
    throw new LedgerError("malformed", "A policy has exactly one quorum line.");
  }
  return { logs: draft.logs, witnesses: draft.witnesses, groups: draft.groups, quorum };
}

function readLine(draft: Draft, line: string, number: number): void {
  const [keyword, ...items] = line.split(/[ \t]+/).filter((item) => item !== "");
  if (keyword === undefined || keyword.startsWith("#")) return;
  const refuse: Refuse = (why) => new LedgerError("malformed", `Line ${number} of the policy: ${why}.`);
  if (keyword === "log") draft.logs.push(readLog(draft, items, refuse));
  else if (keyword === "witness") draft.witnesses.push(readWitness(draft, items, refuse));
  else if (keyword === "group") draft.groups.push(readGroup(draft, items, refuse));
  else if (keyword === "quorum") draft.quorums.push(readQuorum(draft, items, refuse));
  else throw refuse("it begins with none of log, witness, group, quorum");
}

type Refuse = (why: string) => LedgerError;

function readLog(draft: Draft, items: string[], refuse: Refuse): PolicyLog {
  const [key, url, ...more] = items;
  if (!key || more.length > 0) throw refuse("expected `log <vkey> [<url>]`");
  const verifier = parseVerifierKey(key);
  requireNewKey(draft.logKeys, verifier, refuse);
  return { verifier, ...(url === undefined ? {} : { url }) };
}

function readWitness(draft: Draft, items: string[], refuse: Refuse): PolicyWitness {
  const [name, key, url, ...more] = items;
  if (!name || !key || more.length > 0) throw refuse("expected `witness <name> <vkey> [<url>]`");
  define(draft, name, refuse);
  const verifier = parseVerifierKey(key);
  if (verifier.type !== COSIGNATURE) throw refuse("a witness's key is of type 04");
  requireNewKey(draft.witnessKeys, verifier, refuse);
  return { name, verifier, ...(url === undefined ? {} : { url }) };
}

function readGroup(draft: Draft, items: string[], refuse: Refuse): PolicyGroup {
  const [name, size, ...members] = items;
  if (!name || !size || members.length === 0) throw refuse("expected `group <name> <all|any|k> <name>...`");
  for (const member of members) {
    if (!draft.defined.has(member)) throw refuse(`${member} is not defined before it`);
    if (draft.members.has(member)) throw refuse(`${member} is a member already`);
    draft.members.add(member);
  }
  define(draft, name, refuse);
  const threshold = readThreshold(size, members.length, refuse);
  return { name, threshold, members: members };
}

function readThreshold(size: string, members: number, refuse: Refuse): number {
  if (size === "any") return 1;
  if (size === "all") return members;
  const threshold = /^[1-9][0-9]*$/.test(size) ? Number(size) : 0;
  if (threshold < 1 || threshold > members) throw refuse(`the threshold is all, any, or 1 to ${members}`);
  return threshold;
}

function readQuorum(draft: Draft, items: string[], refuse: Refuse): string {
  const [name, ...more] = items;
  if (!name || more.length > 0) throw refuse("expected `quorum <name>`");
  if (name !== "none" && !draft.defined.has(name)) throw refuse(`${name} is not defined before it`);
  return name;
}

function define(draft: Draft, name: string, refuse: Refuse): void {
  if (name === "none") throw refuse("`none` is not free as a name");
  if (draft.defined.has(name)) throw refuse(`${name} is defined already`);
  draft.defined.add(name);
}

/** The same public key under another name or type is the same log or witness. */
function requireNewKey(keys: Set<string>, { publicKey }: NoteVerifier, refuse: Refuse): void {
  const key = encodeBase64(publicKey);
  if (keys.has(key)) throw refuse("this key stands there already");
  keys.add(key);
}

/** Octets with the high bit set are opaque (section "Character set"), and text is cut at ASCII alone, so UTF-8 keeps
 * names apart as their octets do; a file in another encoding is read one character an octet. */
function decodePolicy(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes, "The policy");
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  }
}
