// Builds the page that goes along with evidence packages: one file that uses no network. Only when its sources have
// changed since: a stamp beside it holds their fingerprint.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { asProduction } from "./as-production.mjs";

const root = resolve(fileURLToPath(new URL("..", import.meta.url)));
const sources = join(root, "web", "check");
const library = join(root, "src", "ledger");
const folder = join(root, "web", "dist-check");
const page = join(folder, "check.html");
const stamp = join(folder, ".fingerprint");

/** Gives the path of the built page. */
export async function buildCheckPage() {
  const wanted = fingerprint();
  if (existsSync(page) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return page;
  const html = composed(await bundled());
  mkdirSync(folder, { recursive: true });
  // In one move: whoever reads meanwhile never sees half of it.
  writeFileSync(`${page}.${process.pid}`, html);
  renameSync(`${page}.${process.pid}`, page);
  writeFileSync(stamp, wanted);
  return page;
}

async function bundled() {
  const { build } = await import("vite");
  const order = { configFile: join(sources, "vite.config.ts"), logLevel: "warn" };
  const built = await asProduction(() => build(order));
  const [{ output }] = [built].flat();
  return output[0].code;
}

/** What may run is named by its hash; everything else, and every connection, is forbidden. */
function composed(bundle) {
  // The text of a script ends at the first such mark, wherever it stands.
  const script = bundle.replaceAll("</script", "<\\/script").trim();
  const style = readFileSync(join(sources, "page.css"), "utf8").trim();
  const hashOf = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`;
  return readFileSync(join(sources, "index.html"), "utf8")
    .replace("<!-- policy -->", () => `<meta http-equiv="Content-Security-Policy" content="${policy}" />`)
    .replace("<!-- style -->", () => `<style>${style}</style>`)
    .replace("<!-- script -->", () => `<script>${script}</script>`);
}

function fingerprint() {
  const hash = createHash("sha256");
  const twins = join(root, "web", "browser-twins.ts");
  const own = [fileURLToPath(import.meta.url), join(root, "package-lock.json"), twins];
  for (const file of [...own, ...filesBelow(sources), ...filesBelow(library)]) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesBelow(path) {
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => !name.includes(".test."))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)],
    );
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${await buildCheckPage()}\n`);
}
