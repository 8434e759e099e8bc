import { Button } from "antd";
import { useWords } from "../ui/index.ts";
import { words } from "./seal-words.ts";

/** A page cannot vouch for the server that it comes from: how to check without either. */
export function IndependentCheck({ file }: { readonly file: Uint8Array }) {
  const text = useWords(words);
  return (
    <div className="seal-note">
      {text.independent}
      <pre className="seal-command">{`./plumbline verify ${text.fileName} --key '${text.elsewhere}'`}</pre>
      <p>
        <Button size="small" onClick={() => save(file, text.fileName)}>
          {text.download}
        </Button>
      </p>
    </div>
  );
}

function save(file: Uint8Array, name: string): void {
  const address = URL.createObjectURL(new Blob([file.slice()], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
