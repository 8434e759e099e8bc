import { createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Whom the provider vouches for next. */
export interface Claims {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly name: string;
}

export interface OidcProvider {
  readonly discoveryUrl: string;
  /** The provider's sign-in page, at which this person signs in: gives the address it sends the browser to. */
  signIn(authorizationUrl: string, claims: Claims, forged?: { readonly nonce?: string }): string;
  /** While it is down it answers 503. */
  isDown: boolean;
  close(): void;
}

/** An OpenID provider on this machine: discovery, keys, codes for signed ID tokens (RS256). */
export async function openOidcProvider(clientId: string): Promise<OidcProvider> {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const tokens = new Map<string, object>();
  let issuer = "";
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const sign = (claims: object) => {
    const text = `${encode({ alg: "RS256", kid: "k1", typ: "JWT" })}.${encode(claims)}`;
    return `${text}.${createSign("RSA-SHA256").update(text).sign(privateKey, "base64url")}`;
  };
  const server = createServer(async (request, response) => {
    const answer = (body: object) => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(body));
    };
    if (provider.isDown) {
      response.statusCode = 503;
      return response.end();
    }
    if (request.url === "/.well-known/openid-configuration") {
      return answer({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        id_token_signing_alg_values_supported: ["RS256"],
      });
    }
    if (request.url === "/keys") {
      return answer({
        keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k1", alg: "RS256", use: "sig" }],
      });
    }
    let body = "";
    for await (const chunk of request) body += chunk;
    const claims = tokens.get(new URLSearchParams(body).get("code") ?? "");
    if (!claims) {
      response.statusCode = 400;
      return answer({ error: "invalid_grant" });
    }
    answer({ access_token: "a", token_type: "Bearer", expires_in: 60, id_token: sign(claims) });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: OidcProvider = {
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    isDown: false,
    signIn(authorizationUrl, claims, forged = {}) {
      const { searchParams } = new URL(authorizationUrl);
      const code = randomUUID();
      const now = Math.floor(Date.now() / 1_000);
      const nonce = searchParams.get("nonce") ?? undefined;
      tokens.set(code, { iss: issuer, aud: clientId, iat: now, exp: now + 60, nonce, ...claims, ...forged });
      const back = new URL(searchParams.get("redirect_uri") ?? "");
      back.searchParams.set("code", code);
      back.searchParams.set("state", searchParams.get("state") ?? "");
      return `${back.pathname}${back.search}`;
    },
    close: () => server.close(),
  };
  return provider;
}
