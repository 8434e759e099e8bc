import type { Writable } from "node:stream";
import type pg from "pg";

/**
 * Statements that answer nothing make no journey of their own: they wait for the next statement of their session and
 * are sent with it, in order. Each has a name under which a session keeps its plan, or none.
 */
const companions = new Map<string, string | undefined>([
  ["begin", undefined],
  ["start transaction isolation level serializable", undefined],
]);

/**
 * Declares such a statement, known by its text from here on. Whoever runs it learns of its failure from the statement
 * after it, at the latest from the commit, which then fails with the same error.
 */
export function companion(name: string, text: string): string {
  companions.set(text, name);
  return text;
}

type Ask = (query: pg.QueryConfig | string, values?: unknown[]) => Promise<pg.QueryResult>;

const nothing = { command: "", rowCount: null, rows: [] } as unknown as pg.QueryResult;

/** Makes a session (of pg's `pipeline` mode) send companions together with what follows them. */
export function sendTogether(client: pg.Client): void {
  const send: Ask = client.query.bind(client);
  const held: pg.QueryConfig[] = [];
  const query: Ask = (statement, values) => {
    if (typeof statement === "string" && companions.has(statement)) {
      const name = companions.get(statement);
      held.push({ text: statement, ...(name && { name }), ...(values && { values }) });
      return Promise.resolve(nothing);
    }
    // All are written before any is answered. PostgreSQL runs them in this order; after one that failed it refuses
    // the others until the transaction ends, and turns a commit into a rollback.
    if (held.length === 0) return send(statement, values);
    const { stream } = (client as unknown as { readonly connection: { readonly stream: Writable } })
      .connection;
    // Into one packet: a write to the socket costs more than all else that the client does for a statement.
    stream.cork();
    const before = held.splice(0).map((one) => send(one));
    const own = send(statement, values);
    stream.uncork();
    return inOrder(before, own, statement === "rollback");
  };
  client.query = query as typeof client.query;
}

/** What was asked for last, unless one before it failed: that is then the cause. */
async function inOrder<Result>(
  before: readonly Promise<unknown>[],
  own: Promise<Result>,
  isRollback: boolean,
): Promise<Result> {
  for (const one of [...before, own]) one.catch(() => undefined);
  if (!isRollback) for (const one of before) await one;
  return own;
}
