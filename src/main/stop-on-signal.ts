import type { Language } from "../platform/index.ts";

const numbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/** Ends the process at once, with the exit code that shells expect; what is temporary is removed on the way out. */
export function stopOnSignal(language: Language): void {
  for (const [signal, number] of Object.entries(numbers)) {
    process.once(signal, () => {
      process.stderr.write({ zh: "\n已中止。\n", en: "\nStopped.\n" }[language]);
      process.exit(128 + number);
    });
  }
}
