import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { type ContextMaker, type Database, type EventLog, type Logger, Refusal } from "../platform/index.ts";
import { type Anchoring, startAnchoring } from "./anchoring/anchoring.ts";
import { openTallies, type Tallies } from "./errands/tally.ts";
import { LedgerError } from "./ledger-error.ts";
import { type Mirror, startMirrors } from "./mirroring/mirror.ts";
import { parsePolicy } from "./policy/parse-policy.ts";
import type { Policy } from "./policy/policy.ts";
import { type Disk, openDisk } from "./sealing/disk.ts";
import type { KeyOpener } from "./sealing/key-ring.ts";
import { type Ledger, openLedger } from "./sealing/open-ledger.ts";
import type { SealingFault } from "./sealing/sealer.ts";
import { openTileFolder } from "./sealing/tile-folder.ts";
import type { LedgerSettings } from "./settings.ts";
import type { Stamping, StampingOptions } from "./stamping/stamping.ts";
import { openWitnesses, type Witnesses } from "./witnessing/ask-witnesses.ts";

export interface HouseLedger extends Ledger {
  /** Absent where no trust file names any. */
  readonly witnesses: Witnesses | undefined;
  /** Absent where the configuration names no authority, no chain. */
  readonly stamping: Stamping | undefined;
  readonly anchoring: Anchoring | undefined;
  readonly mirrors: readonly Mirror[];
}

/** The ledger as the configuration wants it. */
export async function openHouseLedger(options: {
  readonly database: Database;
  readonly events: EventLog;
  readonly log: Logger;
  readonly data: string;
  readonly keys: string;
  readonly contexts: ContextMaker;
  readonly settings: LedgerSettings;
  readonly disk?: Disk;
  onFault?(fault: SealingFault): void;
}): Promise<HouseLedger> {
  const { settings, data, log } = options;
  const policy = settings.policyFile === undefined ? undefined : await readPolicy(settings.policyFile);
  const tiles = openTileFolder(join(data, "ledger"), options.disk ?? openDisk());
  const { patience } = settings;
  const tallies = openTallies(options.database, log);
  const onFailedOpen = () => tallies.add("failed-open");
  const witnesses = policy && openWitnesses({ policy, readTile: tiles.read, log, patience, onFailedOpen });
  const ledger = await openLedger({
    ...options,
    name:
      settings.name ??
      `${hostname()
        .toLowerCase()
        .replace(/[^a-z0-9.-]/g, "-")}/plumbline`,
    opener: await openerOf(options.keys, settings),
    witnesses: witnesses?.ask,
  });
  const { close } = ledger;
  const outside = await startErrands({ ...options, ledger, tallies }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  // Not spread: its origin and keys change while it is open.
  return Object.assign(ledger, {
    witnesses,
    ...outside,
    async close() {
      await outside.stop();
      await close();
      await tallies.settled();
    },
  });
}

/** What the configuration wants done outside this machine. */
async function startErrands(options: {
  readonly ledger: Ledger;
  readonly database: Database;
  readonly events: EventLog;
  readonly contexts: ContextMaker;
  readonly tallies: Tallies;
  readonly log: Logger;
  readonly data: string;
  readonly settings: LedgerSettings;
}): Promise<Pick<HouseLedger, "stamping" | "anchoring" | "mirrors"> & { stop(): Promise<void> }> {
  const { timestamps, anchor, mirror } = options.settings;
  const stamping = timestamps && (await stampingOf({ ...options, settings: timestamps }));
  const anchoring =
    anchor &&
    (await startAnchoring({ ...options, settings: anchor }).catch(async (error: unknown) => {
      await stamping?.stop();
      throw error;
    }));
  const mirrors = mirror ? startMirrors({ ...options, settings: mirror }) : [];
  return {
    stamping,
    anchoring,
    mirrors,
    async stop() {
      await Promise.all([stamping, anchoring, ...mirrors].map((one) => one?.stop()));
    },
  };
}

/** Loaded where it is configured: the parsers it stands on take their time. */
async function stampingOf(options: StampingOptions): Promise<Stamping> {
  const { startStamping } = await import("./stamping/stamping.ts");
  return startStamping(options);
}

/** What opens the signing keys of this installation. */
export async function openerOf(
  keys: string,
  { passphraseFile, keyFile }: Pick<LedgerSettings, "passphraseFile" | "keyFile">,
): Promise<KeyOpener> {
  if (passphraseFile === undefined) {
    return { keyFile: keyFile ?? join(keys, "ledger-key-file"), mayMake: keyFile === undefined };
  }
  const passphrase = (await readFile(passphraseFile, "utf8").catch(unreadable(passphraseFile))).replace(
    /\r?\n$/,
    "",
  );
  if (passphrase.length >= 12) return { passphrase };
  throw new Refusal("invalid", {
    zh: `${passphraseFile} 中的口令至少需要 12 个字符。`,
    en: `The passphrase in ${passphraseFile} must have at least 12 characters.`,
  });
}

async function readPolicy(path: string): Promise<Policy> {
  const bytes = await readFile(path).catch(unreadable(path));
  try {
    return parsePolicy(bytes);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    throw new Refusal("invalid", {
      zh: `信任文件 ${path} 无法使用：${error.message}`,
      en: `The trust file ${path} cannot be used: ${error.message}`,
    });
  }
}

const unreadable = (path: string) => (error: NodeJS.ErrnoException) => {
  throw new Refusal("invalid", {
    zh: `无法读取 ${path}（${error.code}）。`,
    en: `${path} cannot be read (${error.code}).`,
  });
};
