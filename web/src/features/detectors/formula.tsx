import { useLanguage } from "../../ui/index.ts";
import type { Detector, Parameter } from "./types.ts";

/** The formula in steps, one a line, with each parameter's value set off and named to whoever points at it. */
export function Formula({ detector }: { readonly detector: Detector }) {
  const language = useLanguage();
  const byName = new Map(detector.parameters.map((parameter) => [parameter.name, parameter]));
  return (
    <ol className="formula">
      {stepsOf(detector.template[language]).map((step) => (
        <li key={step}>
          {step.split(/(\{[A-Za-z]+\})/).map((piece, i) => {
            const parameter = byName.get(piece.slice(1, -1));
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text in their order
            return parameter ? <Named key={i} parameter={parameter} /> : piece;
          })}
        </li>
      ))}
    </ol>
  );
}

/** Sentences. A full stop within a number or before a small letter ends none. */
function stepsOf(text: string): string[] {
  return text
    .split(/(?<=。)|(?<=[.;])\s+(?=[A-ZΑ-Ωφλ])/u)
    .map((step) => step.trim())
    .filter(Boolean);
}

function Named({ parameter }: { readonly parameter: Parameter }) {
  const language = useLanguage();
  const { name, value, meaning, usual } = parameter;
  const isChanged = JSON.stringify(value) !== JSON.stringify(usual);
  return (
    <mark className={isChanged ? "value changed-value" : "value"} title={`${name}: ${meaning[language]}`}>
      {valueText(value, language)}
    </mark>
  );
}

export function valueText(value: Parameter["value"], language: "zh" | "en"): string {
  if (!Array.isArray(value)) return new Intl.NumberFormat("en", { maximumFractionDigits: 6 }).format(value);
  if (value.length === 0) return { zh: "无", en: "none" }[language];
  return value.join(language === "zh" ? "、" : ", ");
}
