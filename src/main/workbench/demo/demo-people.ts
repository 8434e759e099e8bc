import { randomInt } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { roleSchema } from "../../../people/index.ts";

/** Somebody who can sign in to the demo company. */
const demoPerson = z.object({
  role: roleSchema,
  email: z.string(),
  password: z.string(),
});
export type DemoPerson = z.infer<typeof demoPerson>;

/**
 * A person a role, with passwords drawn once for each data folder. They lie beside the demo's files, readable by the
 * owner alone, so that a start that was killed half-way ends with the same ones, and nobody has to keep the table.
 */
export function readDemoPeople(data: string): DemoPerson[] {
  const file = fileIn(data);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const drawn = roleSchema.options.map((role) => ({
    role,
    email: `${role}@henglan.example`,
    password: drawPassword(),
  }));
  try {
    writeFileSync(file, `${JSON.stringify(drawn, null, 1)}\n`, { mode: 0o600, flag: "wx", flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return z.array(demoPerson).parse(JSON.parse(readFileSync(file, "utf8")));
}

// Without those that are read wrongly from a screen: 0 O 1 l I.
const letters = "abcdefghijkmnpqrstuvwxyz23456789";

/** Four groups of four, 80 bits. */
function drawPassword(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}

/** Whether the demo was begun in this data folder. */
export const isDemoFolder = (data: string): boolean => existsSync(fileIn(data));

const fileIn = (data: string) => join(data, "demo", "sign-in.json");
