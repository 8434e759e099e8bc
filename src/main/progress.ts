import { visibleText } from "../desk/index.ts";
import { clipToWidth } from "../monitoring/index.ts";
import type { Bilingual, Language } from "../platform/index.ts";

interface Progress {
  show(stage: Bilingual, share?: number): void;
  /** Text that stays, above the progress; ends with a line break. */
  print(text: string): void;
  done(): void;
}

/** One line on standard error: rewritten in place on a terminal, a line a stage elsewhere. */
export function showProgress(language: Language, stream: NodeJS.WriteStream = process.stderr): Progress {
  const started = performance.now();
  const clear = stream.isTTY ? "\r\x1b[2K" : "";
  let last = "";
  let lastAt = 0;
  return {
    show(stage, share) {
      const text = visibleText(stage[language]);
      const now = performance.now();
      if (stream.isTTY) {
        if (now - lastAt < 80 && text === last) return;
        const seconds = ((now - started) / 1000).toFixed(0);
        const percent = share === undefined ? "" : ` ${Math.round(share * 100)} %`;
        // A line that wraps could not be rewritten.
        stream.write(`${clear}${clipToWidth(text, stream.columns - 16)}${percent} · ${seconds} s`);
        lastAt = now;
      } else if (text !== last) {
        stream.write(`${text}\n`);
      }
      last = text;
    },
    print(text) {
      stream.write(`${clear}${text}`);
    },
    done() {
      stream.write(clear);
    },
  };
}
