import { createHash, createHmac } from "node:crypto";

/** What a request is signed over; names of headers in lower case. */
export interface SignedRequest {
  readonly method: string;
  /** As it was sent, already encoded; without a query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * What a server does with `Authorization: AWS4-HMAC-SHA256 …` ("Signature Calculations for the Authorization Header", Amazon
 * S3 API Reference): the signature that the secret gives for this request. The server of the tests does not do it itself.
 */
export function signatureOf({ method, path, headers, body }: SignedRequest, secret: string): string {
  const { scope, names } = parseAuthorization(headers.authorization ?? "");
  const bodyHash = sha256(body);
  if (headers["x-amz-content-sha256"] !== bodyHash) return "the body is not what was signed";
  const lines = names.split(";").map((name) => `${name}:${headers[name] ?? ""}\n`);
  const canonical = [method, path, "", lines.join(""), names, bodyHash].join("\n");
  const text = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, sha256(Buffer.from(canonical))].join("\n");
  const key = scope.split("/").reduce((above, part) => hmac(above, part), Buffer.from(`AWS4${secret}`));
  return hmac(key, text).toString("hex");
}

export function parseAuthorization(text: string) {
  const [, id = "", scope = "", names = "", signature = ""] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      text,
    ) ?? [];
  return { id, scope, names, signature };
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const hmac = (key: Buffer, text: string) => createHmac("sha256", key).update(text).digest();
