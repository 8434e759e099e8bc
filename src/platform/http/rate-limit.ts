import { TooMany } from "./errors.ts";

export interface RateLimit {
  /** Counts one attempt under the key (an account, an address); throws when there have been too many. */
  take(key: string): void;
  /** Forgets the attempts under the key: what it was about has succeeded. */
  forget(key: string): void;
}

/** A key nobody has used for a window is forgotten; beyond this many at once the oldest go. */
const mostKeys = 100_000;

/**
 * A bucket per key: `attempts` at once, refilled evenly over `seconds`. In the memory of the one server, so
 * a restart forgives. `clock` in milliseconds, monotonic.
 */
export function createRateLimit(
  { attempts, seconds }: { readonly attempts: number; readonly seconds: number },
  clock: () => number = () => performance.now(),
): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>();
  const perMillisecond = attempts / (seconds * 1_000);

  return {
    take(key) {
      const now = clock();
      const bucket = buckets.get(key) ?? { left: attempts, at: now };
      const left = Math.min(attempts, bucket.left + (now - bucket.at) * perMillisecond);
      // Set anew, so that the map's order is the order of use.
      buckets.delete(key);
      buckets.set(key, { left: left < 1 ? left : left - 1, at: now });
      for (const [oldest, { at }] of buckets) {
        if (buckets.size <= mostKeys && now - at < seconds * 1_000) break;
        buckets.delete(oldest);
      }
      if (left < 1) throw new TooMany(Math.ceil((1 - left) / perMillisecond / 1_000));
    },
    forget(key) {
      buckets.delete(key);
    },
  };
}
