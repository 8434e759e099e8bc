import type { Kysely, Transaction } from "kysely";

/**
 * Every room adds its tables here by declaration, and thereby to `Context.db`:
 * ```ts
 * declare module "../platform/index.ts" { interface Tables { alert: AlertTable } }
 * ```
 * The tables of the log and of the jobs are not among them: rooms reach those through `commit` and `jobs`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: rooms fill it
export interface Tables {}

/** What a verb is handed can only read: there is no insert, update, delete or raw statement on it. */
export type Reader = Pick<Kysely<Tables>, "selectFrom">;

/** Writes, inside one transaction. Whatever takes a `Reader` takes a `Tx` too. */
export type Tx = Transaction<Tables>;
