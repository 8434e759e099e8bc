import { type Bilingual, createBell, type Logger, Refusal } from "../../platform/index.ts";

/** How something stands that is done outside the machine again and again, for people. */
export interface ErrandView {
  /** When it is tried next; absent while it is being done. */
  readonly nextAt: Date | undefined;
  /** Why the last attempt failed. */
  readonly problem: Bilingual | undefined;
  /** Attempts in a row that failed. */
  readonly failures: number;
  /** It fails, and has not succeeded for longer than is well. */
  readonly isOverdue: boolean;
}

export interface Errand {
  view(): ErrandView;
  /** Something new is there: it is done as soon as `gap` allows. */
  nudge(): void;
  stop(): Promise<void>;
}

export interface ErrandOptions {
  readonly name: string;
  readonly log: Logger;
  /** Milliseconds from one success to the next attempt. */
  readonly every: number;
  /** Milliseconds from one success to the next attempt at least, however often it is nudged; `every` unless given. */
  readonly gap?: number;
  /** When it succeeded last, in an earlier life; absent where never. */
  readonly last?: Date | undefined;
  /** Milliseconds without success after which a failing errand is overdue. */
  readonly overdueAfter: number;
  /** Milliseconds before the first further attempt after a failure; doubles. */
  readonly retryAfter?: number;
  /** Does it. Milliseconds after which to come again sooner than `every`, where there is more to do. */
  run(signal: AbortSignal): Promise<number | undefined>;
  /** Each attempt that failed. */
  onFailure?(): void;
}

const longestPause = 15 * 60_000;

/** Does it now and then, one attempt at a time; after failures ever more rarely. Nothing else waits for it. */
export function startErrand(options: ErrandOptions): Errand {
  const { name, log, every, gap = every, last, overdueAfter, retryAfter = 5_000 } = options;
  const bell = createBell();
  const ending = new AbortController();
  let succeededAt = last?.getTime() ?? Date.now();
  let nextAt: number | undefined = last === undefined ? Date.now() : last.getTime() + every;
  let nudged = false;
  let problem: Bilingual | undefined;
  let failures = 0;

  const attempt = async () => {
    nextAt = undefined;
    nudged = false;
    try {
      const sooner = await options.run(ending.signal);
      succeededAt = Date.now();
      failures = 0;
      problem = undefined;
      nextAt = Date.now() + (sooner ?? every);
    } catch (error) {
      if (ending.signal.aborted) return;
      failures += 1;
      problem = problemOf(error);
      const pause = Math.min(
        longestPause,
        Math.max(every, retryAfter),
        retryAfter * 2 ** Math.min(failures - 1, 12),
      );
      // Jitter, so that houses that failed together do not come back together.
      nextAt = Date.now() + pause * (0.8 + 0.2 * Math.random());
      log.warn({ err: error, errand: name, failures }, "an errand outside the machine failed");
      options.onFailure?.();
    }
  };
  const due = () => (nudged && failures === 0 ? Math.min(nextAt ?? 0, succeededAt + gap) : (nextAt ?? 0));
  const done = (async () => {
    while (!ending.signal.aborted) {
      const wait = due() - Date.now();
      if (wait > 0) await bell.heard(Math.min(wait, 3_600_000));
      else await attempt();
    }
  })();
  return {
    view: () => ({
      nextAt: nextAt === undefined ? undefined : new Date(due()),
      problem,
      failures,
      isOverdue: problem !== undefined && Date.now() - succeededAt > overdueAfter,
    }),
    nudge() {
      nudged = true;
      bell.ring();
    },
    async stop() {
      ending.abort();
      bell.ring();
      await done;
    },
  };
}

/** What a person is told of it. */
function problemOf(error: unknown): Bilingual {
  if (error instanceof Refusal) return error.sentence;
  const { sentence } = error as { sentence?: Bilingual };
  if (sentence) return sentence;
  const why = reasonOf(error);
  return { zh: `未能完成：${why}。`, en: `It failed: ${why}.` };
}

/** In a few letters: the code of a system error, the name of a timeout, or the message. */
export function reasonOf(error: unknown): string {
  const { name, message, cause, code } = error as Error & { cause?: { code?: string }; code?: string };
  if (name === "TimeoutError" || name === "AbortError") return "timeout";
  return String(cause?.code ?? code ?? message ?? error).slice(0, 200);
}
