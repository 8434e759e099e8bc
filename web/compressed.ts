import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const worthIt = 1_024; // bytes

/** Writes each file beside itself once as brotli and once as gzip, so that the server never compresses one. */
export function compressed(): Plugin {
  return {
    name: "plumbline-compressed",
    apply: "build",
    generateBundle: {
      order: "post",
      async handler(_, bundle) {
        await Promise.all(
          Object.values(bundle).map(async (file) => {
            if (!/\.(js|css|svg|json)$/.test(file.fileName)) return;
            const source = Buffer.from(file.type === "chunk" ? file.code : file.source);
            if (source.length < worthIt) return;
            const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
            const [br, gz] = await Promise.all([
              promisify(brotliCompress)(source, { params }),
              promisify(gzip)(source, { level: 8 }),
            ]);
            this.emitFile({ type: "asset", fileName: `${file.fileName}.br`, source: br });
            this.emitFile({ type: "asset", fileName: `${file.fileName}.gz`, source: gz });
          }),
        );
      },
    },
  };
}
