import { join } from "node:path";
import { z } from "zod";
import type { Disk } from "./disk.ts";
import { ringFile } from "./key-ring.ts";

const publicPart = z.object({
  keys: z.array(z.object({ verifier: z.string(), from: z.coerce.date(), until: z.coerce.date().optional() })),
});

/** What anybody may know of the ring in a folder of keys; none where there is no ring yet. Opens no secret. */
export async function readVerifierKeys(
  keys: string,
  disk: Disk,
): Promise<z.infer<typeof publicPart>["keys"]> {
  const found = await disk.read(join(keys, ringFile));
  return found ? publicPart.parse(JSON.parse(found.toString("utf8"))).keys : [];
}
