/** Advisory locks, one number each in the class `plumb` (ASCII). A session that ends gives its locks back. */
const lockClass = 0x706c_756d;

export const locks = {
  /** Shared by everybody who has the database open. */
  presence: { class: lockClass, number: 1 },
  /** Held by the one server. */
  server: { class: lockClass, number: 2 },
  migration: { class: lockClass, number: 3 },
  /** Held by the one sequencer of the log. */
  sequencer: { class: lockClass, number: 4 },
  /** Held while files are imported: one import at a time. */
  imports: { class: lockClass, number: 5 },
  /** Held by the one sealer of the log. */
  sealer: { class: lockClass, number: 6 },
  /** Shared by who carries values from the records elsewhere; held while somebody's are erased. */
  reading: { class: lockClass, number: 7 },
  /** Shared by live detection while it writes what it found; held by a whole run from comparing to committing. */
  alerts: { class: lockClass, number: 8 },
} as const;

export type Lock = (typeof locks)[keyof typeof locks];
