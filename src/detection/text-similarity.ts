/**
 * Near-duplicate texts by MinHash over character shingles (Broder 1997): the share of equal minima estimates the Jaccard
 * similarity of the shingle sets. Characters rather than words, so that Chinese needs no segmentation here and one changed
 * word changes few shingles.
 */
const hashes = 64;
const bands = 16;
const rows = hashes / bands;
const shingle = 3;

/** Letters, digits and ideographs only, lower case: what is left of a text when its layout is taken away. */
export const bare = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");

export function shinglesOf(text: string): Set<string> {
  const letters = [...bare(text)];
  if (letters.length <= shingle) return new Set(letters.length === 0 ? [] : [letters.join("")]);
  return new Set(
    letters.slice(0, letters.length - shingle + 1).map((_, i) => letters.slice(i, i + shingle).join("")),
  );
}

export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const one of a) if (b.has(one)) common++;
  const union = a.size + b.size - common;
  return union === 0 ? 1 : common / union;
}

/** FNV-1a, then one round of mixing a seed a hash function; equal texts have equal signatures on every machine. */
export function signatureOf(shingles: ReadonlySet<string>): Uint32Array {
  const signature = new Uint32Array(hashes).fill(0xffffffff);
  for (const one of shingles) {
    let base = 0x811c9dc5;
    for (let i = 0; i < one.length; i++) base = Math.imul(base ^ one.charCodeAt(i), 0x01000193);
    for (let h = 0; h < hashes; h++) {
      let mixed = Math.imul(base ^ Math.imul(h + 1, 0x9e3779b1), 0x85ebca6b);
      mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
      mixed = (mixed ^ (mixed >>> 16)) >>> 0;
      if (mixed < (signature[h] ?? 0)) signature[h] = mixed;
    }
  }
  return signature;
}

/**
 * Groups of texts that are alike, by their place in the list, largest first: candidates share a band of their signatures,
 * pairs count from `least` Jaccard similarity on, and who is like one of a group belongs to it. A bucket of very many equal
 * texts is compared with its first only, which keeps the work linear.
 */
export function alikeGroups(texts: readonly string[], least: number): number[][] {
  const sets = texts.map(shinglesOf);
  const parent = texts.map((_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while ((parent[root] ?? root) !== root) root = parent[root] ?? root;
    parent[i] = root;
    return root;
  };
  for (const bucket of bucketsOf(sets)) {
    for (let i = 1; i < bucket.length; i++) {
      for (let j = Math.max(0, i - mostCompared); j < i; j++) {
        const [a, b] = [bucket[i] ?? 0, bucket[j] ?? 0];
        if (rootOf(a) === rootOf(b)) continue;
        if (jaccard(sets[a] ?? new Set(), sets[b] ?? new Set()) >= least) parent[rootOf(a)] = rootOf(b);
      }
    }
  }
  const groups = new Map<number, number[]>();
  for (const i of texts.keys()) {
    const root = rootOf(i);
    groups.set(root, [...(groups.get(root) ?? []), i]);
  }
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
}

const mostCompared = 20;

function bucketsOf(sets: readonly ReadonlySet<string>[]): number[][] {
  const buckets = new Map<string, number[]>();
  for (const [i, set] of sets.entries()) {
    if (set.size === 0) continue;
    const signature = signatureOf(set);
    for (let band = 0; band < bands; band++) {
      const key = `${band}:${signature.slice(band * rows, (band + 1) * rows).join(",")}`;
      const bucket = buckets.get(key);
      if (bucket) bucket.push(i);
      else buckets.set(key, [i]);
    }
  }
  return [...buckets.values()].filter((bucket) => bucket.length > 1);
}
