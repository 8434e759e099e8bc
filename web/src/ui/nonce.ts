/** The server writes a new one into each page; the browser refuses every style element without it. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";

/**
 * antd hands its `csp` on to most styles, but not to those by which it measures scroll bars and holds the page
 * still below a dialog. Whatever calls this function is a script of ours; styles within injected HTML stay refused.
 */
export function giveStylesTheNonce(): void {
  const create = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
}
