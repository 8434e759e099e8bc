import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { browserTwins } from "./browser-twins.ts";
import { compressed } from "./compressed.ts";

export default defineConfig({
  root: dirname(fileURLToPath(import.meta.url)),
  plugins: [browserTwins(), react(), compressed()],
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    // The font is fetched where it is needed and nowhere else; nothing is put into the scripts as data.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_500,
    reportCompressedSize: false,
    rolldownOptions: {
      treeshake: {
        // The doors of shared folders do nothing by themselves: who takes one thing from them takes not all.
        moduleSideEffects: (id) => !/\/(web\/src\/(ui|api)|src\/ledger)\/.+\.tsx?$/.test(id),
      },
    },
  },
  // `npx vite web` while the server runs beside it.
  server: { proxy: { "/api": `http://127.0.0.1:${process.env.PORT ?? "8080"}` } },
});
