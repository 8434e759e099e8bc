import pino, { type DestinationStream, type Logger, type LoggerOptions } from "pino";
import { redact } from "./redaction.ts";

export type { Logger } from "pino";

/** Structured logs, one JSON object a line, without personal data (see `redact`). */
export function createLogger(options: { level?: string; destination?: DestinationStream } = {}): Logger {
  const settings: LoggerOptions = {
    level: options.level ?? "info",
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (error: unknown) => error },
    hooks: {
      // Every argument passes here before any of it is formatted, so no call can go round it.
      logMethod(args, method) {
        method.apply(this, args.map(redact) as Parameters<typeof method>);
      },
    },
    formatters: {
      level: (label) => ({ level: label }),
      bindings: (bindings) => redact(bindings) as Record<string, unknown>,
    },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}
