// c2sp.org/tlog-tiles, "Log entries": a bundle is (uint16 big-endian length ‖ entry)*.
import { LedgerError } from "../ledger-error.ts";
import { FULL_WIDTH } from "./tile.ts";

export const MAX_ENTRY_BYTES = 0xffff;

export function makeEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length < 1 || entries.length > FULL_WIDTH) {
    throw new LedgerError("out-of-range", `A bundle holds 1 to 256 entries, not ${entries.length}.`);
  }
  const bundle = new Uint8Array(entries.reduce((length, entry) => length + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    const { length } = entry;
    if (length > MAX_ENTRY_BYTES) {
      throw new LedgerError("too-large", `An entry of ${length} bytes exceeds 65,535.`);
    }
    bundle[at] = length >>> 8;
    bundle[at + 1] = length & 0xff;
    bundle.set(entry, at + 2);
    at += 2 + length;
  }
  return bundle;
}

/** The entries as views into the bundle; refused unless it holds exactly `width` of them and nothing after. */
export function parseEntryBundle(bundle: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bundle.length && entries.length < width) {
    const start = at + 2;
    at = start + (bundle[at] ?? 0) * 256 + (bundle[at + 1] ?? 0);
    if (at > bundle.length)
      throw new LedgerError("malformed", `Entry ${entries.length} of the bundle is cut off.`);
    entries.push(bundle.subarray(start, at));
  }
  if (entries.length !== width) {
    throw new LedgerError("malformed", `The bundle holds ${entries.length} entries instead of ${width}.`);
  }
  if (at !== bundle.length) {
    throw new LedgerError("malformed", `${bundle.length - at} bytes follow the bundle's last entry.`);
  }
  return entries;
}
