import { isIP } from "node:net";
import { z } from "zod";
import type { Bilingual } from "../language.ts";

/** One thing an operator may set: in the environment, or in the YAML file under `key`. */
export interface Setting {
  readonly variable: string;
  readonly key: string;
  readonly schema: z.ZodType<string | number>;
  /** Completes "PORT must be …" and "PORT 必须是……". */
  readonly expected: Bilingual;
  /** A mistake is told without the value. */
  readonly secret?: true;
}

const hostName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;
const path = z.string().refine((text) => !text.includes("\0"));

export const settings = {
  port: {
    variable: "PORT",
    key: "port",
    schema: z.coerce.number().int().min(0).max(65_535),
    expected: { zh: "0 到 65535 之间的整数", en: "a whole number from 0 to 65535" },
  },
  host: {
    variable: "HOST",
    key: "host",
    schema: z.string().refine((text) => isIP(text) !== 0 || hostName.test(text)),
    expected: { zh: "IP 地址或主机名", en: "an IP address or a host name" },
  },
  data: {
    variable: "PLUMBLINE_DATA",
    key: "data",
    schema: path,
    expected: { zh: "文件夹路径", en: "the path of a folder" },
  },
  keys: {
    variable: "PLUMBLINE_KEYS",
    key: "keys",
    schema: path,
    expected: { zh: "文件夹路径", en: "the path of a folder" },
  },
  databaseUrl: {
    variable: "DATABASE_URL",
    key: "databaseUrl",
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
    expected: {
      zh: "形如 postgresql://用户:密码@主机:5432/库名 的地址",
      en: "an address such as postgresql://user:password@host:5432/name",
    },
    secret: true,
  },
} as const satisfies Record<string, Setting>;
