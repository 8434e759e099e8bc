import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { browserTwins } from "../browser-twins.ts";

const folder = dirname(fileURLToPath(import.meta.url));

/** One script without a module in it; `tools/build-check-page.mjs` puts it into the page. */
export default defineConfig({
  root: folder,
  plugins: [browserTwins()],
  build: {
    write: false,
    target: "es2022",
    lib: { entry: join(folder, "main.ts"), formats: ["iife"], name: "check" },
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !/\/src\/ledger\/.+\.ts$/.test(id) } },
  },
});
