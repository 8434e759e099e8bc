import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Refusal } from "../refusal.ts";
import { readConfig } from "./config.ts";

function file(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "plumbline-config-")), "plumbline.yaml");
  writeFileSync(path, text);
  return path;
}

function mistakesOf(read: () => unknown): { zh: string[]; en: string[] } {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { zh: error.sentence.zh.split("\n"), en: error.sentence.en.split("\n") };
  }
  throw new Error("The configuration was accepted.");
}

describe("configuration", () => {
  test("with nothing set it listens on this machine alone and keeps its data beside the program", () => {
    expect(readConfig({})).toEqual({
      port: 8080,
      host: "127.0.0.1",
      data: resolve("plumbline-data"),
      keys: resolve("plumbline-keys"),
      databaseUrl: undefined,
      sections: {},
    });
  });

  test("the environment wins over the file, and an empty variable counts as unset", () => {
    const PLUMBLINE_CONFIG = file("port: 9000\nhost: example.org\n");
    expect(readConfig({ PLUMBLINE_CONFIG, PORT: "9100", HOST: "" })).toMatchObject({
      port: 9100,
      host: "example.org",
    });
  });

  test("keys lie beside the data folder unless set", () => {
    const { data, keys } = readConfig({ PLUMBLINE_DATA: "/srv/plumbline/data" });
    expect(keys).toBe(join(dirname(data), "plumbline-keys"));
  });

  test.each([["/srv/data"], ["/srv/data/keys"]])("keys at %s inside the data folder are refused", (keys) => {
    const mistakes = mistakesOf(() => readConfig({ PLUMBLINE_DATA: "/srv/data", PLUMBLINE_KEYS: keys }));
    expect(mistakes.en).toEqual([expect.stringContaining("must not lie inside PLUMBLINE_DATA")]);
  });

  test("a neighbour whose name begins with the data folder's name is not inside it", () => {
    expect(readConfig({ PLUMBLINE_DATA: "/srv/data", PLUMBLINE_KEYS: "/srv/data-keys" }).keys).toBe(
      "/srv/data-keys",
    );
  });

  test("each mistake gets one sentence in each language, all of them at once", () => {
    const mistakes = mistakesOf(() =>
      readConfig({ PORT: "eighty", HOST: "not a host", PLUMBLINE_CONFIG: file("prot: 1\n") }),
    );
    expect(mistakes.en).toEqual([
      'PORT must be a whole number from 0 to 65535, not "eighty".',
      'HOST must be an IP address or a host name, not "not a host".',
      'The configuration file has an unknown key "prot"; known are: port, host, data, keys, databaseUrl.',
    ]);
    expect(mistakes.zh[0]).toBe('PORT 必须是 0 到 65535 之间的整数，现在是 "eighty"。');
  });

  test.each([["70000"], ["-1"], ["80.5"], [" "]])("port %j is refused", (PORT) => {
    expect(mistakesOf(() => readConfig({ PORT })).en).toHaveLength(1);
  });

  test("a mistaken database address is refused without being shown, for it holds a password", () => {
    const { en, zh } = mistakesOf(() => readConfig({ DATABASE_URL: "mysql://root:hunter2@db/x" }));
    expect(en).toEqual([expect.stringMatching(/^DATABASE_URL must be/)]);
    expect([...en, ...zh].join()).not.toContain("hunter2");
  });

  test.each([
    ["an absent file", "/nowhere/plumbline.yaml", /cannot be read: .* \(ENOENT\)/],
    ["broken YAML", file("port: [1\nhost: x"), /not valid YAML at line \d+, column \d+/],
    ["a list", file("- port"), /must consist of "key: value" lines/],
  ])("%s is told", (_, PLUMBLINE_CONFIG, sentence) => {
    expect(mistakesOf(() => readConfig({ PLUMBLINE_CONFIG })).en).toEqual([expect.stringMatching(sentence)]);
  });

  test("a room's section is validated by the room's schema and named by its path", () => {
    const people = z.object({ issuer: z.url(), attempts: z.int().default(5) }).optional();
    const good = readConfig(
      { PLUMBLINE_CONFIG: file("people:\n  issuer: https://id.example\n") },
      { people },
    );
    expect(good.sections.people).toEqual({ issuer: "https://id.example", attempts: 5 });
    const bad = mistakesOf(() =>
      readConfig({ PLUMBLINE_CONFIG: file("people:\n  issuer: 7\n") }, { people }),
    );
    expect(bad.en).toEqual(["people.issuer: Invalid input: expected string, received number."]);
    expect(bad.zh[0]).toMatch(/^people\.issuer：无效输入/);
  });
});
