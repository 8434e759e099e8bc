import { randomFillSync } from "node:crypto";

const idsADraw = 128;
const drawn = { bytes: Buffer.alloc(0), used: 0 };

/**
 * A UUID of version 7 (RFC 9562 section 5.7): its beginning is the time, so that new ones stand side by side in the
 * indexes. Random ones would touch another page each, which PostgreSQL then writes whole into its log.
 */
export function eventId(now: number = Date.now()): string {
  if (drawn.used === drawn.bytes.length) {
    drawn.bytes = randomFillSync(Buffer.allocUnsafeSlow(10 * idsADraw));
    drawn.used = 0;
  }
  const random = drawn.bytes.toString("hex", drawn.used, drawn.used + 10);
  drawn.used += 10;
  const time = now.toString(16).padStart(12, "0");
  const variant = "89ab"[Number.parseInt(random[3] ?? "0", 16) & 3];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`;
}
