import pino, { type DestinationStream, type Logger, type LoggerOptions } from "pino";
import { redactLine } from "./redaction.ts";

export type { Logger } from "pino";

/** Structured logs, one JSON object a line, without personal data (see `redactLine`). */
export function createLogger(options: { level?: string; destination?: DestinationStream } = {}): Logger {
  const settings: LoggerOptions = {
    level: options.level ?? "info",
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    // The last step before the stream: whatever way a line was put together, it passes here.
    hooks: { streamWrite: redactLine },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}
