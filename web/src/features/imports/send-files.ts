import { type ApiError, apiErrorOf, client } from "../../api/index.ts";

/** A file and what it is called, folders included. */
export interface Chosen {
  readonly path: string;
  readonly file: File;
}

const pieceSize = 8 * 2 ** 20;
const attempts = 4;

export interface Sending {
  readonly files: readonly Chosen[];
  readonly signal: AbortSignal;
  onProgress(sentBytes: number, name: string): void;
}

/** Sends files piece by piece, so that a weak connection costs one piece: the id of the upload. */
export async function sendFiles({ files, signal, onProgress }: Sending): Promise<string> {
  const begun = await client.POST("/api/uploads", { signal });
  if (!begun.data) throw begun.error;
  const { id } = begun.data;
  let before = 0;
  for (const { path, file } of files) {
    let offset = 0;
    do {
      const piece = file.slice(offset, offset + pieceSize);
      const from = before + offset;
      await sendPiece({ id, path, piece, offset, signal, onSent: (bytes) => onProgress(from + bytes, path) });
      offset += piece.size;
    } while (offset < file.size);
    before += file.size;
  }
  const ready = await client.POST("/api/uploads/{id}/ready", { params: { path: { id } }, signal });
  if (!ready.data) throw ready.error;
  return id;
}

interface Piece {
  readonly id: string;
  readonly path: string;
  readonly piece: Blob;
  readonly offset: number;
  readonly signal: AbortSignal;
  onSent(bytes: number): void;
}

/** What the connection breaks is tried again; what the server refuses is not. */
async function sendPiece(piece: Piece): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await post(piece);
    } catch (error) {
      piece.signal.throwIfAborted();
      if (apiErrorOf(error).code !== "unreachable" || attempt >= attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
    }
  }
}

/** By XMLHttpRequest, for `fetch` does not tell how much has been sent. */
function post({ id, path, piece, offset, signal, onSent }: Piece): Promise<void> {
  const body = new FormData();
  body.append("file", piece, path);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/uploads/${id}/files?offset=${offset}`);
    request.setRequestHeader("accept-language", document.documentElement.lang);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded }) => onSent(Math.min(loaded, piece.size));
    request.onload = () => (request.status === 200 ? resolve() : reject(request.response ?? unreachable()));
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(body);
  });
}

const unreachable = (): ApiError => ({
  code: "unreachable",
  message: document.documentElement.lang.startsWith("en")
    ? "The connection broke while the file was sent. Check the network and try again."
    : "上传中断，请检查网络后重试。",
});

/** Those of a drop, with what lies in its folders; browsers hand folders out a hundred entries at a time. */
export async function droppedFiles(transfer: DataTransfer): Promise<Chosen[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found = await Promise.all(entries.map((entry) => filesBelow(entry)));
  return found.flat();
}

async function filesBelow(entry: FileSystemEntry): Promise<Chosen[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ path: entry.fullPath.replace(/^\//, ""), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: Chosen[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return found;
    for (const inner of some) found.push(...(await filesBelow(inner)));
  }
}

/** Those of a file field, which tells folders by `webkitRelativePath`. */
export const pickedFiles = (list: FileList): Chosen[] =>
  [...list].map((file) => ({ path: file.webkitRelativePath || file.name, file }));

/** Without what nobody means to import (.DS_Store, Excel's lock files), each name once. */
export function addFiles(before: readonly Chosen[], added: readonly Chosen[]): Chosen[] {
  const files = new Map(before.map((chosen) => [chosen.path, chosen]));
  for (const chosen of added) {
    const name = chosen.path.split("/").at(-1) ?? "";
    if (name.startsWith(".") || name.startsWith("~$") || name === "Thumbs.db") continue;
    files.set(chosen.path, chosen);
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
