import { join } from "node:path";
import { openDisk } from "../sealing/disk.ts";
import type { MirrorPlace } from "./mirror-place.ts";

/** A folder that others may read: on another disk, a share, or below a web server. */
export function folderPlace(folder: string): MirrorPlace {
  const disk = openDisk(undefined, { file: 0o644, folder: 0o755 });
  return {
    name: folder,
    read: (path) => disk.read(join(folder, path)),
    async write(files, signal) {
      signal.throwIfAborted();
      await disk.write(files.map(({ path, bytes }) => ({ path: join(folder, path), bytes })));
    },
  };
}
