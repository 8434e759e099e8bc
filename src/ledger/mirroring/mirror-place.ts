/** Where a mirror is kept. */
export interface MirrorPlace {
  /** For people. */
  readonly name: string;
  /** `undefined` where there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** In any order; all of them are durable when it resolves. */
  write(
    files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
    signal: AbortSignal,
  ): Promise<void>;
}
