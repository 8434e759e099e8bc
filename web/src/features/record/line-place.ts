/** Where the server's issues place a field of a line. */
export const linePlace = (i: number, place: string) =>
  place.startsWith("own.") ? `lines.${i}.${place}` : `lines.${i}.fields.${place}`;
