import type { Bilingual, Language } from "../platform/index.ts";

interface Progress {
  show(stage: Bilingual, share?: number): void;
  done(): void;
}

/** One line on standard error: rewritten in place on a terminal, a line a stage elsewhere. */
export function showProgress(language: Language, stream: NodeJS.WriteStream = process.stderr): Progress {
  const started = performance.now();
  let last = "";
  let lastAt = 0;
  return {
    show(stage, share) {
      const text = stage[language];
      const now = performance.now();
      if (stream.isTTY) {
        if (now - lastAt < 80 && text === last) return;
        const seconds = ((now - started) / 1000).toFixed(0);
        const percent = share === undefined ? "" : ` ${Math.round(share * 100)} %`;
        stream.write(`\r\x1b[2K${text}${percent} · ${seconds} s`);
        lastAt = now;
      } else if (text !== last) {
        stream.write(`${text}\n`);
      }
      last = text;
    },
    done() {
      if (stream.isTTY) stream.write("\r\x1b[2K");
    },
  };
}
