/** Gives the path of the page that checks evidence in a browser. */
export function buildCheckPage(): Promise<string>;
