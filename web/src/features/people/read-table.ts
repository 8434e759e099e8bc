/** The rows of CSV text, or of cells pasted from a spreadsheet (apart by tabs). RFC 4180 quoting; empty lines are left out. */
export function readTable(text: string): string[][] {
  const bare = text.replace(/^\uFEFF/, "");
  const separator = separatorOf(bare);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endCell = () => {
    row.push(cell.trim());
    cell = "";
  };
  const endRow = () => {
    endCell();
    if (row.some((one) => one !== "")) rows.push(row);
    row = [];
  };
  for (let i = 0; i < bare.length; i++) {
    const character = bare[i] ?? "";
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (bare[i + 1] === '"') {
        cell += '"';
        i++;
      } else isQuoted = false;
    } else if (character === '"' && cell.trim() === "") {
      isQuoted = true;
      cell = "";
    } else if (character === separator) endCell();
    else if (character === "\n") endRow();
    else if (character !== "\r") cell += character;
  }
  endRow();
  return rows;
}

/** The one that stands most often in the first line. */
function separatorOf(text: string): string {
  const line = text.slice(0, text.indexOf("\n") === -1 ? undefined : text.indexOf("\n"));
  const count = (one: string) => line.split(one).length;
  return ["\t", ";", "；", "，"].reduce((best, one) => (count(one) > count(best) ? one : best), ",");
}

/** Chinese Excel writes CSV in GB 18030 unless told otherwise. */
export async function readText(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
