/** Compiles the contract as it stands in its source. */
export function compileAnchor(): Promise<{ readonly abi: unknown; readonly bytecode: string }>;
