import { createServer, type ServerResponse } from "node:http";
import { type Bilingual, type Language, Refusal } from "../platform/index.ts";

interface ReportServer {
  readonly address: string;
  /** What is being done, shown until the report is there. */
  say(stage: Bilingual): void;
  publish(page: Bilingual): void;
  close(): Promise<void>;
}

const securityHeaders = {
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
} as const;

/** Serves one page on `/` and its health on `/healthz`; GET and HEAD only. */
export async function serveReport(options: {
  host: string;
  port: number;
  language: Language;
}): Promise<ReportServer> {
  let page: Bilingual | undefined;
  let stage: Bilingual = { zh: "准备中", en: "getting ready" };
  const server = createServer((request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("allow", "GET, HEAD");
      return send(response, 405, "text/plain", "Method not allowed\n");
    }
    const url = URL.parse(request.url ?? "/", "http://localhost");
    if (url?.pathname === "/healthz") {
      return send(
        response,
        200,
        "application/json",
        `${JSON.stringify({ status: "ok", report: page ? "ready" : "in progress" })}\n`,
      );
    }
    if (url?.pathname !== "/") return send(response, 404, "text/plain", "Not found\n");
    const named = url.searchParams.get("lang");
    const language = named === "zh" || named === "en" ? named : options.language;
    return send(response, 200, "text/html", page ? page[language] : waitingPage(stage[language], language));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(cannotListen(options, error)));
    server.listen(options.port, options.host, resolve);
  });
  const bound = server.address();
  const port = typeof bound === "object" && bound ? bound.port : options.port;
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections());
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void close().then(() => process.exit(0)));
  return {
    address: `http://${host}:${port}/`,
    say: (next) => {
      stage = next;
    },
    publish: (ready) => {
      page = ready;
    },
    close,
  };
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { ...securityHeaders, "content-type": `${type}; charset=utf-8` });
  response.end(body);
}

function cannotListen(
  { host, port }: { host: string; port: number },
  { code }: NodeJS.ErrnoException,
): Refusal {
  if (code === "EADDRINUSE") {
    return new Refusal("conflict", {
      zh: `端口 ${port} 已被占用；请用 PORT=另一端口 再试。`,
      en: `Port ${port} is in use; try again with PORT= another one.`,
    });
  }
  return new Refusal("invalid", {
    zh: `无法在 ${host}:${port} 上监听：${code}。`,
    en: `Cannot listen on ${host}:${port}: ${code}.`,
  });
}

function waitingPage(stage: string, language: Language): string {
  const words = { zh: "正在检查，请稍候……", en: "Scanning …" }[language];
  const safe = stage.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  return `<!doctype html><html lang="${language === "zh" ? "zh-CN" : "en"}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="1"><title>Plumbline 准绳</title>
<style>:root{color-scheme:light dark}body{font:18px/1.7 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;display:grid;place-content:center;min-height:90vh;text-align:center}p{opacity:.7}</style></head>
<body><h1>Plumbline 准绳</h1><p role="status">${words}<br>${safe}</p></body></html>`;
}
