import type { Json } from "./canonical.ts";
import type { EvidenceStatement, EvidenceSubject, KindLabels } from "./form.ts";

/** What is proved, once everything was derived again. */
export interface VerifiedEvidence {
  readonly items: readonly ProvedItem[];
  readonly checkpoints: readonly ProvedCheckpoint[];
  /** Of a package: what was said when it was made, as its entry sealed it. */
  readonly packaging?: ProvedPackaging;
}

export interface ProvedPackaging {
  readonly entry: ProvedEntry;
  readonly about: EvidenceSubject;
  readonly statement: EvidenceStatement;
  readonly labels: Readonly<Record<string, KindLabels>>;
}

export interface ProvedCheckpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** The signed note: what time stamps are over. */
  readonly note: Uint8Array;
  /** Whether a log of the policy signed it; else it counts only where a stamp or an anchor is verified. */
  readonly isSigned: boolean;
  /** Whether the witnesses that cosigned are enough for the policy. */
  readonly isAccepted: boolean;
  /** Witnesses of the policy that cosigned it, and when. */
  readonly witnesses: readonly { readonly name: string; readonly at: Date }[];
  /** RFC 3161 tokens, not verified here: that asks for an authority to trust. */
  readonly stamps: readonly Uint8Array[];
  /** Not verified here: that asks the chain. */
  readonly anchors: readonly Readonly<Record<string, string>>[];
}

/** An entry that is in the log. */
export interface ProvedEntry {
  /** Number in the house. */
  readonly index: number;
  /** By the house's clock. */
  readonly time: string;
  readonly type: string;
  readonly actor: string;
  readonly subject: string;
  readonly seals: Readonly<Record<string, string>>;
  /** Numbers of the checkpoints that it was proved under. */
  readonly checkpoints: readonly number[];
  /** The earliest moment at which a witness of the policy says it was there. */
  readonly witnessedAt?: Date;
}

export type ProvedItem = ProvedRow | ProvedEvent;

export interface ProvedRow {
  readonly item: "row";
  readonly entry: ProvedEntry;
  /** What the row is: `order`, `alert`. */
  readonly kind: string;
  /** All that is not personal; absent where it is withheld or erased. */
  readonly common?: { readonly [name: string]: Json };
  readonly personal: Readonly<Record<string, Json>>;
  readonly withheld: readonly string[];
  /** Said to be erased. */
  readonly erased: readonly string[];
}

export interface ProvedEvent {
  readonly item: "event";
  readonly entry: ProvedEntry;
  readonly before?: Json;
  readonly after?: Json;
  readonly withheld: readonly string[];
  readonly erased: readonly string[];
}
