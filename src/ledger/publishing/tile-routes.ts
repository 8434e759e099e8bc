import { join } from "node:path";
import { type Http, Refusal } from "../../platform/index.ts";
import { LedgerError } from "../ledger-error.ts";
import { openDisk } from "../sealing/disk.ts";
import type { TileFolder } from "../sealing/tile-folder.ts";
import { FULL_WIDTH, parseTilePath, type Tile } from "../tiles/tile.ts";

const disk = openDisk();
const oneYear = "public, max-age=31536000, immutable";

/**
 * The log as anybody may read it: c2sp.org/tlog-tiles below `/ledger`. Open to everybody, also from pages of other
 * hosts, for the entries hold commitments and nothing else.
 */
export function addTileRoutes(http: Http, tiles: TileFolder): void {
  const schema = { hide: true };
  http.get("/ledger/checkpoint", { schema }, async (_, reply) => {
    const checkpoint = await tiles.readCheckpoint();
    if (!checkpoint) throw noFile();
    return reply
      .headers({ "access-control-allow-origin": "*", "cache-control": "no-cache" })
      .type("text/plain; charset=utf-8")
      .send(Buffer.from(checkpoint));
  });
  http.get("/ledger/tile/*", { schema }, async (request, reply) => {
    const path = `tile/${(request.params as { readonly "*": string })["*"]}`;
    const tile = parsed(path);
    const bytes = await disk.read(join(tiles.folder, path));
    if (!bytes) throw noFile();
    return reply
      .headers({
        "access-control-allow-origin": "*",
        // A partial tile is taken away once it is full.
        "cache-control": tile.width === FULL_WIDTH ? oneYear : "public, max-age=60",
      })
      .type("application/octet-stream")
      .send(bytes);
  });
}

/** A path that parses is that of a tile, and of no other file. */
function parsed(path: string): Tile {
  try {
    return parseTilePath(path);
  } catch (error) {
    if (error instanceof LedgerError) throw noFile();
    throw error;
  }
}

const noFile = () =>
  new Refusal("not-found", { zh: "账本中没有这个文件。", en: "The log has no such file." });
