import { describe, expect, test } from "vitest";
import { ed25519Signer, ed25519Verifier } from "./ed25519.ts";

// RFC 8032 section 7.1: TEST 1, 2, 3 and SHA(abc).
const vectors = [
  {
    seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    message: "",
    signature:
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  },
  {
    seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    message: "72",
    signature:
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  },
  {
    seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    message: "af82",
    signature:
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  },
  {
    seed: "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
    publicKey: "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
    message:
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    signature:
      "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
  },
].map((vector) => ({
  seed: bytesOf(vector.seed),
  publicKey: bytesOf(vector.publicKey),
  message: bytesOf(vector.message),
  signature: bytesOf(vector.signature),
}));

/** The order of the group, little endian: adding it to S gives a second spelling of a signature. */
const order = bytesOf("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

describe.each(vectors)("a key of RFC 8032", ({ seed, publicKey, message, signature }) => {
  test("gives the public key and the signature that stand there", () => {
    const signer = ed25519Signer(seed);
    expect(signer.publicKey).toEqual(publicKey);
    expect(signer.sign(message)).toEqual(signature);
  });

  test("verifies that signature, and none with a bit flipped", () => {
    const verify = ed25519Verifier(publicKey);
    expect(verify(message, signature)).toBe(true);
    expect(verify(Uint8Array.of(...message, 0), signature)).toBe(false);
    for (let bit = 0; bit < signature.length * 8; bit += 13) {
      const flipped = signature.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(verify(message, flipped)).toBe(false);
    }
  });

  test("takes no signature that is longer, shorter, or spelled with a larger S (section 5.1.7)", () => {
    const verify = ed25519Verifier(publicKey);
    expect(verify(message, signature.slice(0, 63))).toBe(false);
    expect(verify(message, Uint8Array.of(...signature, 0))).toBe(false);
    const larger = signature.slice();
    for (let i = 0, carry = 0; i < 32; i++) {
      const sum = (larger[32 + i] ?? 0) + (order[i] ?? 0) + carry;
      larger[32 + i] = sum & 0xff;
      carry = sum >> 8;
    }
    expect(verify(message, larger)).toBe(false);
  });
});

test("a key that is no point of the curve verifies nothing", () => {
  const verify = ed25519Verifier(new Uint8Array(32).fill(0xff));
  expect(verify(new Uint8Array(0), new Uint8Array(64))).toBe(false);
});

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
