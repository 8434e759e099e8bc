import {
  type Evidence,
  keyFingerprint,
  LedgerError,
  type Policy,
  parseEvidence,
  parsePolicy,
} from "../../src/ledger/library.ts";
import { type Words, words } from "./words.ts";

/** What the visitor trusts, or why nothing can be made of what was entered. */
export type Trust =
  | { readonly policy: Policy; readonly fingerprints: readonly string[] }
  | { readonly problem: Words };

const digits = /^[0-9a-f]{64}$/;

/** From a verifier key, a fingerprint of one that the file names, or a whole trust file. */
export function trustFrom(entered: string, file: Uint8Array): Trust {
  const text = entered.trim();
  if (text === "") return { problem: words.noKey };
  const fingerprint = text.replace(/[\s:]/g, "").toLowerCase();
  if (digits.test(fingerprint)) return trustOf(fingerprint, parseEvidence(file));
  const policy = /^[^\s]+\+[0-9a-f]{8}\+\S+$/.test(text) ? `log ${text}\nquorum none\n` : `${text}\n`;
  return parsed(policy);
}

function trustOf(fingerprint: string, { keys }: Evidence): Trust {
  const key = keys.find((one) => keyFingerprint(one).replaceAll(" ", "") === fingerprint);
  return key === undefined ? { problem: words.otherKey } : parsed(`log ${key}\nquorum none\n`);
}

function parsed(text: string): Trust {
  try {
    const keys = [...text.matchAll(/^log\s+(\S+)/gm)].flatMap(([, key]) => key ?? []);
    const policy = parsePolicy(new TextEncoder().encode(text));
    return { policy, fingerprints: keys.map(keyFingerprint) };
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    const { zh, en } = words.badKey;
    return { problem: { zh: zh + error.message, en: en + error.message } };
  }
}
