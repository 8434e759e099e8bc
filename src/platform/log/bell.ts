/** Waits that a ring cuts short. A ring while nobody waits is kept for the next wait. */
export interface Bell {
  ring(): void;
  /** Resolves at a ring or after so many milliseconds. */
  heard(within: number): Promise<void>;
}

export function createBell(): Bell {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    heard(within) {
      return new Promise((resolve) => {
        const finish = () => {
          clearTimeout(timer);
          wake = undefined;
          rung = false;
          resolve();
        };
        const timer = setTimeout(finish, within);
        wake = finish;
        if (rung) finish();
      });
    },
  };
}
