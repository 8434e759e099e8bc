import { Link } from "react-router";
import { mayEnter, type Role, useMe } from "../../api/index.ts";
import { useWords } from "../../ui/index.ts";

const words = {
  zh: { import: (batch: string) => `第 ${batch} 批导入` },
  en: { import: (batch: string) => `import ${batch}` },
};
const whoImports: readonly Role[] = ["lead-auditor", "auditor", "finance"];

/** The import that a version came with; a link for those who may see imports. */
export function ImportLink({ batch }: { readonly batch: string }) {
  const word = useWords(words);
  const { roles } = useMe();
  if (!mayEnter(whoImports, roles)) return <span>{word.import(batch)}</span>;
  return <Link to={`/imports/${batch}`}>{word.import(batch)}</Link>;
}
