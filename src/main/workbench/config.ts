import { isIP } from "node:net";
import { z } from "zod";
import { ledgerSettings } from "../../ledger/index.ts";
import { peopleSettings } from "../../people/index.ts";
import { type Config, readConfig } from "../../platform/index.ts";
import { recordsSettings } from "../../records/index.ts";
import { operationsSettings } from "../system/operations-settings.ts";

const address = z.string().refine(
  (text) => {
    const [ip = "", bits, ...more] = text.split("/");
    return isIP(ip) !== 0 && more.length === 0 && (bits === undefined || /^\d{1,3}$/.test(bits));
  },
  { error: "an IP address or a network such as 10.0.0.0/8 / 应为 IP 地址或网段，如 10.0.0.0/8" },
);

/** The parts of the configuration file that belong to rooms. */
const sections = {
  people: peopleSettings,
  ledger: ledgerSettings,
  operations: operationsSettings,
  records: recordsSettings,
  /** Proxies in front of the server, whose X-Forwarded-* headers are believed. */
  proxies: z.array(address).default([]),
};

export type WorkbenchConfig = Config<typeof sections>;

export function readWorkbenchConfig(
  environment: Readonly<Record<string, string | undefined>>,
): WorkbenchConfig {
  return readConfig(environment, sections);
}
