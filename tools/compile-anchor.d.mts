export function compileAnchor(): { readonly abi: unknown; readonly bytecode: string };
