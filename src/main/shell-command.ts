/** The call as a person can paste it into a shell again. */
export function shellCommand(args: readonly string[]): string {
  const quoted = args.map((arg) =>
    /^[\p{L}\p{N}_./:=@%+,-]+$/u.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`,
  );
  return ["./plumbline", ...quoted].join(" ");
}
