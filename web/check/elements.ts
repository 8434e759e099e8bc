import type { Language, Words } from "./words.ts";

interface Given {
  readonly [attribute: string]: string;
}

/** An element with its text and attributes. Texts are never markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  { text, ...attributes }: Given = {},
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}

export function append(to: HTMLElement, ...children: readonly HTMLElement[]): void {
  to.append(...children);
}

export const sayIn =
  (language: Language) =>
  (text: Words): string =>
    text[language];
