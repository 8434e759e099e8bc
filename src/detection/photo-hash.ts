import jpeg from "jpeg-js";
import { PNG } from "pngjs";

/**
 * A picture's perceptual hash, 64 bits as 16 hexadecimal digits: brightness of 32 × 32 fields, its discrete cosine
 * transform, and of the 8 × 8 lowest frequencies which lie above their median. Re-saving, resizing and brightening change
 * few bits. Source: Zauner 2010, Implementation and benchmarking of perceptual image hash functions (pHash).
 */
const size = 32;
const low = 8;
/** Photos of telephones are far smaller; what is larger is refused before it is unpacked. */
const mostPixels = 50;

export function photoHash(bytes: Uint8Array): string | undefined {
  const picture = decoded(bytes);
  return picture && hashOf(fieldsOf(picture));
}

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

function decoded(bytes: Uint8Array): Picture | undefined {
  try {
    if (bytes[0] === 0xff && bytes[1] === 0xd8)
      return jpeg.decode(bytes, { useTArray: true, maxResolutionInMP: mostPixels, maxMemoryUsageInMB: 512 });
    if (bytes[0] === 0x89 && bytes[1] === 0x50) {
      const header = Buffer.from(bytes.subarray(0, 24));
      if (header.readUInt32BE(16) * header.readUInt32BE(20) > mostPixels * 1e6) return undefined;
      return PNG.sync.read(Buffer.from(bytes));
    }
    return undefined;
  } catch {
    // What is no picture has no hash; the visit says nothing by its photo.
    return undefined;
  }
}

/** Mean brightness (Rec. 601) of 32 × 32 fields; a picture smaller than that is sampled. */
function fieldsOf({ width, height, data }: Picture): Float64Array {
  const fields = new Float64Array(size * size);
  for (let y = 0; y < size; y++) {
    const [top, bottom] = [
      Math.floor((y * height) / size),
      Math.max(Math.floor(((y + 1) * height) / size), Math.floor((y * height) / size) + 1),
    ];
    for (let x = 0; x < size; x++) {
      const [left, right] = [
        Math.floor((x * width) / size),
        Math.max(Math.floor(((x + 1) * width) / size), Math.floor((x * width) / size) + 1),
      ];
      let sum = 0;
      for (let j = top; j < bottom; j++) {
        for (let i = left; i < right; i++) {
          const at = 4 * (j * width + i);
          sum += 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
        }
      }
      fields[y * size + x] = sum / ((bottom - top) * (right - left));
    }
  }
  return fields;
}

const cosines = Float64Array.from({ length: low * size }, (_, k) =>
  Math.cos((Math.PI / size) * ((k % size) + 0.5) * (Math.floor(k / size) + 1)),
);

/** Frequencies 1 to 8 in both directions: the mean brightness itself is left out. */
function hashOf(fields: Float64Array): string {
  const rows = new Float64Array(size * low);
  for (let y = 0; y < size; y++)
    for (let u = 0; u < low; u++) {
      let sum = 0;
      for (let x = 0; x < size; x++) sum += (fields[y * size + x] ?? 0) * (cosines[u * size + x] ?? 0);
      rows[y * low + u] = sum;
    }
  const coefficients = Array.from({ length: low * low }, (_, k) => {
    const [u, v] = [k % low, Math.floor(k / low)];
    let sum = 0;
    for (let y = 0; y < size; y++) sum += (rows[y * low + u] ?? 0) * (cosines[v * size + y] ?? 0);
    return sum;
  });
  const sorted = [...coefficients].sort((a, b) => a - b);
  const median = ((sorted[31] ?? 0) + (sorted[32] ?? 0)) / 2;
  let hex = "";
  for (let i = 0; i < 64; i += 4) {
    const nibble = [0, 1, 2, 3].reduce(
      (value, j) => value * 2 + ((coefficients[i + j] ?? 0) > median ? 1 : 0),
      0,
    );
    hex += nibble.toString(16);
  }
  return hex;
}

const ones = Uint8Array.from(
  { length: 16 },
  (_, i) => [...i.toString(2)].filter((bit) => bit === "1").length,
);

/** Bits in which two hashes of one length differ. */
export function hammingDistance(a: string, b: string): number {
  let distance = 0;
  for (let i = 0; i < a.length; i++)
    distance += ones[Number.parseInt(a[i] ?? "0", 16) ^ Number.parseInt(b[i] ?? "0", 16)] ?? 0;
  return distance;
}
