import type pg from "pg";
import { type Context, type Database, Refusal, TooMany } from "../../platform/index.ts";
import type { GivenObservation } from "./given-observation.ts";
import { type Observed, readObservations } from "./read-observation.ts";
import { TakenMeanwhile, type Written, writeObserved } from "./write-observed.ts";

/** Takes what programs tell, many requests in one transaction, and answers each when what it told is durable. */
export interface Observer {
  observe(context: Context, source: string, given: readonly GivenObservation[]): Promise<Written>;
  close(): Promise<void>;
}

interface Waiting {
  readonly context: Context;
  readonly source: string;
  readonly observed: readonly Observed[];
  resolve(written: Written): void;
  reject(error: unknown): void;
}

const mostInBatch = 2_000;
/** Beyond it whoever tells more is asked to come again: what waits here lies in memory. */
const mostWaiting = 20_000;
const attempts = 6;

/**
 * While one batch is written the next gathers: under load many requests share a transaction, and a lone one waits for
 * nobody.
 */
export function createObserver({ database }: { readonly database: Database }): Observer {
  const queue: Waiting[] = [];
  let waiting = 0;
  let working: Promise<void> | undefined;
  let session: pg.Client | undefined;

  const asking = async (): Promise<pg.Client> => {
    session ??= await database.session(() => {
      session = undefined;
    });
    return session;
  };
  const work = async (): Promise<void> => {
    for (let first = queue[0]; first; first = queue[0]) {
      const together = takeTogether(queue, first);
      waiting -= together.reduce((sum, { observed }) => sum + observed.length, 0);
      await writeTogether(asking, together);
    }
  };
  return {
    observe(context, source, given) {
      const observed = readObservations(source, given);
      if (waiting + observed.length > mostWaiting) throw new TooMany(1);
      waiting += observed.length;
      return new Promise((resolve, reject) => {
        queue.push({ context, source, observed, resolve, reject });
        working ??= work().finally(() => {
          working = undefined;
        });
      });
    },
    async close() {
      await working;
      await session?.end().catch(() => undefined);
    },
  };
}

/** Requests of the same program, in their order, as many as go into one batch. */
function takeTogether(queue: Waiting[], first: Waiting): Waiting[] {
  const together: Waiting[] = [];
  let size = 0;
  for (let i = 0; i < queue.length; ) {
    const one = queue[i];
    if (!one) break;
    const isSame = one.context.actor.id === first.context.actor.id && one.source === first.source;
    if (isSame && size > 0 && size + one.observed.length > mostInBatch) break;
    if (!isSame) {
      i++;
      continue;
    }
    queue.splice(i, 1);
    together.push(one);
    size += one.observed.length;
  }
  return together;
}

async function writeTogether(asking: () => Promise<pg.Client>, together: readonly Waiting[]): Promise<void> {
  const [first] = together;
  if (!first) return;
  const all = together.flatMap(({ observed }) => observed);
  try {
    const { outcomes, batch } = await writeAgain(first, await asking(), all);
    let from = 0;
    for (const { observed, resolve } of together) {
      resolve({ outcomes: outcomes.slice(from, from + observed.length), batch });
      from += observed.length;
    }
  } catch (error) {
    for (const { reject } of together) reject(error);
  }
}

async function writeAgain({ context, source }: Waiting, asking: pg.Client, all: readonly Observed[]) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await writeObserved(context, asking, source, all);
    } catch (error) {
      if (!(error instanceof TakenMeanwhile)) throw error;
      if (attempt >= attempts) throw beingImported();
    }
  }
}

const beingImported = () =>
  new Refusal("conflict", {
    zh: "正在进行的导入也涉及其中的记录，请稍后重发；此次没有写入任何内容。",
    en: "An import under way tells of some of these records too. Send them again in a while; nothing was written.",
  });
