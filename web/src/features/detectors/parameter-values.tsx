import { useLanguage, useText, useWords } from "../../ui/index.ts";
import { valueText } from "./formula.tsx";
import type { Parameter } from "./types.ts";

const words = {
  zh: { usual: "默认", from: "范围", to: "至", none: "没有参数。" },
  en: { usual: "default", from: "from", to: "to", none: "It has no parameters." },
};

/** What runs go by, to be read. */
export function ParameterValues({ parameters }: { readonly parameters: readonly Parameter[] }) {
  const text = useWords(words);
  const told = useText();
  const language = useLanguage();
  if (parameters.length === 0) return <p className="lead">{text.none}</p>;
  return (
    <dl className="parameter-values">
      {parameters.map(({ name, meaning, value, usual, least, most }) => {
        const isChanged = JSON.stringify(value) !== JSON.stringify(usual);
        const bounds = `${text.from} ${valueText(least, language)} ${text.to} ${valueText(most, language)}`;
        return (
          <div key={name}>
            <dt>{told(meaning)}</dt>
            <dd>
              <span className={isChanged ? "value changed-value" : "value"}>
                {valueText(value, language)}
              </span>
              <small>
                <code>{name}</code> · {text.usual} {valueText(usual, language)} · {bounds}
              </small>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
