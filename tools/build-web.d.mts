/** Builds the web app where its sources have changed since; gives the folder of what was built. */
export function buildWeb(): Promise<string>;
