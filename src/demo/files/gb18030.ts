/**
 * GB18030 in its one- and two-byte forms, which hold every character that the demo company writes. Node can only
 * decode it, so the table is made by decoding all pairs once.
 */
let pairs: Map<string, number> | undefined;

function allPairs(): Map<string, number> {
  const table = new Map<string, number>();
  const decoder = new TextDecoder("gb18030");
  const bytes = new Uint8Array(2);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      bytes[0] = lead;
      bytes[1] = trail;
      const character = decoder.decode(bytes);
      if (character.length === 1 && !table.has(character)) table.set(character, (lead << 8) | trail);
    }
  }
  return table;
}

export function encodeGb18030(text: string): Uint8Array {
  pairs ??= allPairs();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const pair = code < 0x80 ? code : pairs.get(character);
    if (pair === undefined) throw new RangeError(`${character} has no two-byte form in GB18030.`);
    if (pair > 0xff) bytes.push(pair >> 8);
    bytes.push(pair & 0xff);
  }
  return Uint8Array.from(bytes);
}
