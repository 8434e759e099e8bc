import { execFile, execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Whether the tests that need OpenSSL's command can run here. */
export function hasOpenssl(): boolean {
  try {
    execFileSync("openssl", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Certificates that sign time stamps, and some that may not. */
type Signer = "good" | "expired" | "lax" | "other-use" | "two-uses" | "below" | "rsa";

/** A time-stamp authority of OpenSSL, with a certificate authority of its own. */
export interface TestAuthority {
  /** Where it is asked; each request is answered by `answer`. */
  readonly url: string;
  readonly caFile: string;
  /** The last request, and how it was asked. */
  last: { readonly query: Buffer; readonly headers: IncomingMessage["headers"] } | undefined;
  answer(query: Buffer, response: ServerResponse): Promise<void> | void;
  /** An honest answer to a request. */
  reply(query: Uint8Array, signer?: Signer): Promise<Buffer>;
  /** An answer with a time-stamp info of the caller's choice below a signature of this signer. */
  resign(reply: Uint8Array, signer: Signer, change?: (info: Buffer) => Buffer): Promise<Buffer>;
  /** What `openssl ts -verify` says. */
  verify(data: string, reply: string): Promise<string>;
  close(): Promise<void>;
}

const policy = "1.3.6.1.4.1.99999.1";

const configuration = (folder: string) => `
[ca]
default_ca = house
[house]
dir = ${folder}
database = ${folder}/index.txt
serial = ${folder}/serial
new_certs_dir = ${folder}
default_md = sha256
policy = any
unique_subject = no
copy_extensions = none
[any]
commonName = supplied
[req]
distinguished_name = name
prompt = no
[name]
CN = Test
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[middle]
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign
[good]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[lax]
extendedKeyUsage = timeStamping
[other-use]
extendedKeyUsage = critical,emailProtection
[two-uses]
extendedKeyUsage = critical,timeStamping,emailProtection
[tsa]
default_tsa = stamps
[stamps]
serial = ${folder}/stamp-serial
crypto_device = builtin
signer_digest = sha256
default_policy = ${policy}
other_policies = 1.3.6.1.4.1.99999.2
digests = sha256,sha384,sha512
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

export async function openTestAuthority(): Promise<TestAuthority> {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-authority-test-"));
  const at = (name: string) => join(folder, name);
  const openssl = (...args: readonly string[]) =>
    run("openssl", args, { cwd: folder, encoding: "buffer" }).then(({ stdout }) => stdout);
  writeFileSync(at("openssl.cnf"), configuration(folder));
  writeFileSync(at("index.txt"), "");
  writeFileSync(at("serial"), "1000\n");
  writeFileSync(at("stamp-serial"), "01\n");
  await makeRoot(openssl);
  for (const [signer, made] of Object.entries(signers)) await makeSigner(openssl, signer, made);
  const reply = async (query: Uint8Array, signer: Signer = "good") => {
    const name = randomBytes(6).toString("hex");
    writeFileSync(at(`${name}.tsq`), query);
    const chain = signer === "below" ? ["-chain", "middle.pem"] : [];
    const files = [
      "-queryfile",
      `${name}.tsq`,
      "-signer",
      `${signer}.pem`,
      "-inkey",
      `${signer}.key`,
      ...chain,
    ];
    // It says “no” with an answer, and with exit code 1.
    await openssl("ts", "-reply", "-config", "openssl.cnf", ...files, "-out", `${name}.tsr`).catch(
      () => undefined,
    );
    return readFileSync(at(`${name}.tsr`));
  };
  const authority: Omit<TestAuthority, "url" | "close"> = {
    caFile: at("root.pem"),
    last: undefined,
    async answer(query, response) {
      response.writeHead(200, { "content-type": "application/timestamp-reply" }).end(await reply(query));
    },
    reply,
    async resign(answer, signer, change = (info) => info) {
      const name = at(randomBytes(6).toString("hex"));
      writeFileSync(`${name}.tsr`, answer);
      await openssl("ts", "-reply", "-in", `${name}.tsr`, "-token_out", "-out", `${name}.token`);
      const raw = ["-inform", "DER", "-noverify", "-certsout", `${name}.certs`];
      await openssl("cms", "-verify", "-in", `${name}.token`, ...raw, "-out", `${name}.info`);
      writeFileSync(`${name}.changed`, change(readFileSync(`${name}.info`)));
      const form = [
        "-binary",
        "-nodetach",
        "-cades",
        "-md",
        "sha256",
        "-outform",
        "DER",
        "-econtent_type",
        "1.2.840.113549.1.9.16.1.4",
      ];
      const by = ["-signer", `${signer}.pem`, "-inkey", `${signer}.key`];
      return openssl("cms", "-sign", "-in", `${name}.changed`, ...form, ...by);
    },
    async verify(data, answer) {
      const files = ["-data", data, "-in", answer, "-CAfile", "root.pem"];
      return (await openssl("ts", "-verify", ...files)).toString("utf8").trim();
    },
  };
  return serve(authority, folder);
}

type Openssl = (...args: readonly string[]) => Promise<Buffer>;

async function makeRoot(openssl: Openssl): Promise<void> {
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const as = ["-config", "openssl.cnf", "-extensions", "root", "-subj", "/CN=Test Root", "-days", "3650"];
  await openssl("req", "-x509", ...key, ...as, "-keyout", "root.key", "-out", "root.pem");
  const request = [
    "-config",
    "openssl.cnf",
    "-subj",
    "/CN=Test Middle",
    "-keyout",
    "middle.key",
    "-out",
    "middle.csr",
  ];
  await openssl("req", "-new", ...key, ...request);
  const signed = ["-in", "middle.csr", "-out", "middle.pem", "-extensions", "middle", "-days", "3650"];
  await openssl(
    "ca",
    "-batch",
    "-notext",
    "-config",
    "openssl.cnf",
    "-cert",
    "root.pem",
    "-keyfile",
    "root.key",
    ...signed,
  );
}

interface Made {
  readonly extensions: string;
  readonly issuer?: string;
  readonly days?: readonly string[];
  readonly key?: readonly string[];
}

const signers: Readonly<Record<Signer, Made>> = {
  good: { extensions: "good" },
  expired: { extensions: "good", days: ["-startdate", "200101000000Z", "-enddate", "210101000000Z"] },
  lax: { extensions: "lax" },
  "other-use": { extensions: "other-use" },
  "two-uses": { extensions: "two-uses" },
  below: { extensions: "good", issuer: "middle" },
  rsa: { extensions: "good", key: ["-newkey", "rsa:2048"] },
};

async function makeSigner(openssl: Openssl, name: string, made: Made): Promise<void> {
  const { extensions, issuer = "root", days = ["-days", "365"] } = made;
  const { key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"] } = made;
  const request = ["-config", "openssl.cnf", "-subj", `/CN=Test Stamps ${name}`];
  await openssl("req", "-new", ...key, "-nodes", ...request, "-keyout", `${name}.key`, "-out", `${name}.csr`);
  const by = ["-cert", `${issuer}.pem`, "-keyfile", `${issuer}.key`];
  const signed = ["-in", `${name}.csr`, "-out", `${name}.pem`, "-extensions", extensions, ...days];
  await openssl("ca", "-batch", "-notext", "-config", "openssl.cnf", ...by, ...signed);
}

async function serve(
  authority: Omit<TestAuthority, "url" | "close">,
  folder: string,
): Promise<TestAuthority> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const query = Buffer.concat(chunks);
    served.last = { query, headers: request.headers };
    await served.answer(query, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const served: TestAuthority = Object.assign(authority, {
    url: `http://127.0.0.1:${port}/tsa`,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      rmSync(folder, { recursive: true, force: true });
    },
  });
  return served;
}
