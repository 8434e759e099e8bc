// Builds the web app into web/dist, only when its sources have changed since: a stamp there holds their fingerprint.
// Runs on any Node >= 20.19, before start and test, and from the server, which may be started by other means.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { asProduction } from "./as-production.mjs";
import { buildCheckPage } from "./build-check-page.mjs";

const root = resolve(fileURLToPath(new URL("..", import.meta.url)));
const web = join(root, "web");
const library = join(root, "src", "ledger");
const dist = join(web, "dist");
const stamp = join(dist, ".fingerprint");

/** Gives the folder of the built app. */
export async function buildWeb() {
  // Evidence packages take it along: what they need is there when the server is.
  await buildCheckPage();
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return dist;
  process.stderr.write("Building the pages … / 正在构建网页……\n");
  const { build } = await import("vite");
  // Apart, then in one move: a server that runs meanwhile never serves half of it.
  const fresh = join(web, `.dist-${process.pid}`);
  try {
    const order = { configFile: join(web, "vite.config.ts"), build: { outDir: fresh }, logLevel: "warn" };
    await asProduction(() => build(order));
    writeFileSync(join(fresh, ".fingerprint"), wanted);
    rmSync(dist, { recursive: true, force: true });
    renameSync(fresh, dist);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return dist;
}

function fingerprint() {
  const hash = createHash("sha256");
  // The pages check proofs with the library of the log, so they are made of it too.
  const own = ["build-web.mjs", "as-production.mjs"].map((name) => join(root, "tools", name));
  for (const file of [join(root, "package-lock.json"), ...own, ...filesBelow(web), ...filesBelow(library)]) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== "dist" && !name.startsWith(".") && !name.includes(".test."))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await buildWeb();
