import type { FastifyReply } from "fastify";

const betweenLooks = 400; // milliseconds
const betweenBeats = 15_000; // milliseconds; proxies cut off what is silent

/**
 * Server-sent events: what `look` finds, whenever it differs from what was sent last, until `isOver` says so of it or
 * the other side goes away. A look that throws ends the stream.
 */
export async function streamChanges<Value>(
  reply: FastifyReply,
  {
    look,
    isOver,
    closing,
  }: {
    look(): Promise<Value>;
    isOver(value: Value): boolean;
    /** The server is about to stop. */
    readonly closing: AbortSignal;
  },
): Promise<void> {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  const gone = new AbortController();
  raw.on("close", () => gone.abort());
  const signal = AbortSignal.any([gone.signal, closing]);
  let sent = "";
  let beat = performance.now();
  try {
    while (!signal.aborted) {
      const value = await look();
      const text = JSON.stringify(value);
      if (text !== sent) raw.write(`data: ${text}\n\n`);
      else if (performance.now() - beat > betweenBeats) raw.write(": still here\n\n");
      if (text !== sent || performance.now() - beat > betweenBeats) beat = performance.now();
      sent = text;
      if (isOver(value)) break;
      await pause(signal);
    }
  } finally {
    raw.end();
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, betweenLooks);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
