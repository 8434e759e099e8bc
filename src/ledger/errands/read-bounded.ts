import { Refusal } from "../../platform/index.ts";

/** The body of an answer, given up as soon as it is longer than `most` bytes. */
export async function readBounded(answer: Response, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    length += (chunk as Uint8Array).length;
    if (length > most) {
      throw new Refusal("invalid", {
        zh: `对方的应答超过 ${most} 字节，已放弃。`,
        en: `The answer is longer than ${most} bytes and was given up.`,
      });
    }
    chunks.push(chunk as Uint8Array);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
