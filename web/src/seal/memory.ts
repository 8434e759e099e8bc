import { useSyncExternalStore } from "react";
import type { Bilingual } from "../ui/index.ts";

/** What this browser has seen of the log: it is kept here and not at the server, which it is compared with. */
export interface LogMemory {
  readonly origin: string;
  /** Verifier keys, as they were first seen, and those that took over while an older one still signed. */
  readonly keys: readonly string[];
  /** The newest checkpoint, as it was signed. */
  readonly note: string;
  readonly size: number;
  /** When the first and the newest checkpoint were seen. */
  readonly since: string;
  readonly seenAt: string;
}

/** What a check here has found; it stays until somebody has taken note of it, whatever the server says. */
export interface LocalAlarm {
  readonly at: string;
  readonly sentence: Bilingual;
}

const memoryKey = "plumbline.ledger";
const alarmKey = "plumbline.ledger-alarm";

export const recallLog = (): LogMemory | undefined => read<LogMemory>(memoryKey);

/** A smaller checkpoint never takes the place of a larger one: another tab may have seen more meanwhile. */
export function rememberLog(memory: LogMemory): void {
  const known = recallLog();
  if (known && known.origin === memory.origin && known.size > memory.size) return;
  localStorage.setItem(memoryKey, JSON.stringify(memory));
}

/** After somebody has compared the new key with one from elsewhere. */
export function forgetLog(): void {
  localStorage.removeItem(memoryKey);
}

const listeners = new Set<() => void>();

export function raiseAlarm(sentence: Bilingual): void {
  write({ at: new Date().toISOString(), sentence });
}

export function settleAlarm(): void {
  write(undefined);
}

function write(alarm: LocalAlarm | undefined): void {
  if (alarm) localStorage.setItem(alarmKey, JSON.stringify(alarm));
  else localStorage.removeItem(alarmKey);
  for (const listener of listeners) listener();
}

export function useLocalAlarm(): LocalAlarm | undefined {
  // Text, since a snapshot must be the same while nothing changes.
  const text = useSyncExternalStore(subscribe, () => localStorage.getItem(alarmKey));
  return text === null ? undefined : parsed<LocalAlarm>(text);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Another tab has found something.
  addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", listener);
  };
}

function read<Value>(key: string): Value | undefined {
  const text = localStorage.getItem(key);
  return text === null ? undefined : parsed<Value>(text);
}

function parsed<Value>(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}
