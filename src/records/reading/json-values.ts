/** Where the objects of a JSON text stand: lines of their own are not read here. */
interface JsonShape {
  /** Brackets and braces around each object: 0 one after another, 1 in an array, 2 in an array within an object. */
  readonly depth: 0 | 1 | 2;
  /** Where in the text the counting of the depth starts. */
  readonly from: number;
}

/** Finds the list of objects from the beginning of the text. */
export function shapeOf(head: Buffer): JsonShape {
  const first = head.findIndex((byte) => byte > 0x20);
  if (head[first] === 0x5b) return { depth: 1, from: first };
  let depth = 0;
  let isText = false;
  for (let i = first; i < head.length; i += 1) {
    const byte = head[i];
    if (isText) {
      if (byte === 0x5c) i += 1;
      else if (byte === 0x22) isText = false;
    } else if (byte === 0x22) {
      isText = true;
    } else if (byte === 0x5b && depth === 1 && /^\[\s*\{/.test(head.toString("latin1", i, i + 200))) {
      return { depth: 2, from: i };
    } else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
      if (depth === 0) break;
    }
  }
  return { depth: 0, from: first };
}

interface JsonSink {
  /** One element of the list, from its first byte to its last. */
  element(bytes: Buffer): void;
  tooLong(start: Buffer): void;
}

/** Cuts a stream of bytes into the elements of its list without holding more than one of them. */
export class JsonCutter {
  readonly #sink: JsonSink;
  readonly #cap: number;
  /** Brackets around an element from where the counting starts: 1 within an array, 0 one after another. */
  readonly #floor: 0 | 1;
  #depth = 0;
  #isText = false;
  #isEscaped = false;
  #isOpen = false;
  #isDone = false;
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #isLong = false;

  constructor(sink: JsonSink, { cap, floor }: { cap: number; floor: 0 | 1 }) {
    this.#sink = sink;
    this.#cap = cap;
    this.#floor = floor;
  }

  take(chunk: Buffer): void {
    let start = 0;
    for (let i = 0; i < chunk.length && !this.#isDone; i += 1) {
      const byte = chunk[i] ?? 0;
      if (this.#isText) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === 0x5c) this.#isEscaped = true;
        else if (byte === 0x22) this.#isText = false;
        continue;
      }
      if (byte <= 0x20) continue;
      const isClosing = byte === 0x7d || byte === 0x5d;
      const isBetween = this.#depth === this.#floor && (byte === 0x2c || isClosing);
      if (this.#isOpen && isBetween) this.#end(chunk.subarray(start, i));
      if (isClosing) {
        this.#depth -= 1;
        if (this.#depth < this.#floor || this.#depth < 0) this.#isDone = true;
        if (this.#isOpen && this.#depth === 0 && this.#floor === 0) this.#end(chunk.subarray(start, i + 1));
        continue;
      }
      const isListOpening = byte === 0x5b && this.#depth === 0 && this.#floor === 1;
      if (!this.#isOpen && !isBetween && !isListOpening && this.#depth === this.#floor) {
        this.#isOpen = true;
        start = i;
      }
      if (byte === 0x22) this.#isText = true;
      else if (byte === 0x7b || byte === 0x5b) this.#depth += 1;
    }
    if (this.#isOpen) this.#keep(chunk.subarray(start));
  }

  /** Whether the text ends where a list may end. */
  get isComplete(): boolean {
    return !this.#isOpen && (this.#floor === 0 || this.#isDone);
  }

  #keep(bytes: Buffer): void {
    this.#keptBytes += bytes.length;
    if (this.#keptBytes > this.#cap) this.#isLong = true;
    if (this.#isLong) this.#kept = [(this.#kept[0] ?? bytes).subarray(0, 1_000)];
    else this.#kept.push(Buffer.from(bytes));
  }

  #end(last: Buffer): void {
    this.#keep(last);
    if (this.#isLong) this.#sink.tooLong(this.#kept[0] ?? last);
    else this.#sink.element(Buffer.concat(this.#kept));
    this.#kept = [];
    this.#keptBytes = 0;
    this.#isOpen = false;
    this.#isLong = false;
  }
}
