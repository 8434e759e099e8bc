/** How the processes of one turn die, and what is wrong with the machine meanwhile. */
export const variants = {
  kill: { weight: 22, en: "SIGKILL while it works" },
  "kill-all": { weight: 8, en: "SIGKILL, and of PostgreSQL in the same moment" },
  database: { weight: 6, en: "SIGKILL of PostgreSQL, later of the server that waits for it" },
  start: { weight: 14, en: "SIGKILL while it starts" },
  recovery: { weight: 5, en: "SIGKILL while it starts PostgreSQL after a crash" },
  shutdown: { weight: 10, en: "SIGTERM, and SIGKILL while it closes" },
  "slow-disk": { weight: 8, en: "every flush late, SIGKILL meanwhile" },
  "failing-disk": { weight: 8, en: "one flush fails (EIO), later SIGKILL" },
  torn: { weight: 10, en: "SIGKILL of itself within a flush, the file half written" },
  lost: { weight: 5, en: "SIGKILL, and the newest tile or bundle cut off or emptied" },
  "full-ledger": { weight: 5, en: "no room for the ledger's files, later SIGKILL" },
  "full-keys": { weight: 5, en: "no room in the folder of keys, later SIGKILL" },
  paused: { weight: 5, en: "SIGSTOP, another takes over, SIGCONT, SIGKILL of both" },
  witness: { weight: 4, en: "SIGKILL of the witness, then of the server" },
  server: { weight: 3, en: "SIGKILL of the whole server, asked over HTTP" },
} as const satisfies Record<string, { readonly weight: number; readonly en: string }>;

export type Variant = keyof typeof variants;

export interface Turn {
  readonly variant: Variant;
  /** Milliseconds from when it is ready (while starting: from when it begins) to the kill. */
  readonly life: number;
  readonly isWitnessed: boolean;
  /** A number in [0, 1) for whatever else is left to chance. */
  readonly chance: number;
}

const longestLife = 1_500; // milliseconds
const longestStart = 1_200; // milliseconds

export type Random = () => number;

/** mulberry32: the same seed gives the same turns. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** So many turns; where they are enough, every variant comes at least once. */
export function drawTurns(count: number, random: Random): Turn[] {
  const names = Object.keys(variants) as Variant[];
  const total = names.reduce((sum, name) => sum + variants[name].weight, 0);
  const any = (): Variant => {
    let left = random() * total;
    for (const name of names) {
      left -= variants[name].weight;
      if (left < 0) return name;
    }
    return "kill";
  };
  const drawn = Array.from({ length: count }, (_, i) => names[i] ?? any());
  return shuffled(drawn, random).map((variant) => ({
    variant,
    life: random() * (variant === "start" || variant === "recovery" ? longestStart : longestLife),
    isWitnessed: variant === "witness" || random() < 0.4,
    chance: random(),
  }));
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
