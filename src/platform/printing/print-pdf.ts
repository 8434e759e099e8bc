import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const fonts = ["400Regular/NotoSansSC_400Regular.ttf", "700Bold/NotoSansSC_700Bold.ttf"];

export interface Print {
  /** The folder of the template, which may take files from there and from nowhere else. */
  readonly folder: URL;
  /** Name of the template in it. */
  readonly template: string;
  /** Texts that the template finds in `sys.inputs`; nothing in them is evaluated. */
  readonly inputs: Record<string, string>;
  /** The moment that stands in the file, so that the same data gives the same bytes. */
  readonly at: Date;
}

/** A PDF made by a typst template, in the font that holds Chinese and Latin. */
export async function printPdf({ folder, template, inputs, at }: Print): Promise<Uint8Array> {
  // The compiler is native and large: it is loaded only by those who print.
  const { NodeCompiler } = await import("@myriaddreamin/typst-ts-node-compiler");
  const paths = fonts.map((font) => new URL(import.meta.resolve(`@expo-google-fonts/noto-sans-sc/${font}`)));
  const fontBlobs = await Promise.all(paths.map((path) => readFile(path)));
  const workspace = fileURLToPath(folder);
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] });
  const compiled = compiler.compile({ mainFilePath: `${workspace}${template}`, inputs });
  if (compiled.result === null) {
    const error = compiled.takeError();
    throw new Error(`The template ${template} does not compile: ${JSON.stringify(error?.shortDiagnostics)}`);
  }
  return new Uint8Array(
    compiler.pdf(compiled.result, { creationTimestamp: Math.floor(at.getTime() / 1_000) }),
  );
}
