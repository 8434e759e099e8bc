const fields = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12 },
  { least: 0, most: 7 },
] as const;

/** Minute, hour, day, month, weekday in numbers, with `*`, lists, ranges and steps. */
export function isCron(text: string): boolean {
  const parts = text.trim().split(/\s+/);
  return (
    parts.length === fields.length &&
    fields.every((field, i) => (parts[i] ?? "").split(",").every((item) => isItem(item, field)))
  );
}

function isItem(item: string, { least, most }: { readonly least: number; readonly most: number }): boolean {
  const [, from, to, step] = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(item) ?? [];
  if (!/^[\d*]/.test(item) || (from === undefined && !item.startsWith("*"))) return false;
  const isWithin = (text: string | undefined) =>
    text === undefined || (Number(text) >= least && Number(text) <= most);
  const isForward = from === undefined || to === undefined || Number(from) <= Number(to);
  const isStep = step === undefined || Number(step) >= 1;
  return isWithin(from) && isWithin(to) && isForward && isStep;
}
