import createFetchClient, { type Middleware } from "openapi-fetch";
import createQueryClient from "openapi-react-query";
import type { paths } from "./schema.d.ts";

/** What every refused or failed request answers: one sentence in the reader's language. */
export interface ApiError {
  readonly code: "not-found" | "forbidden" | "conflict" | "invalid" | "too-many" | "internal" | "unreachable";
  readonly message: string;
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
  /** Page that shows what stands in the way. */
  readonly see?: string;
  readonly request?: string;
}

/** Refusals come in the language of the page, not in the browser's. */
const inTheLanguageOfThePage: Middleware = {
  onRequest({ request }) {
    request.headers.set("accept-language", document.documentElement.lang);
    return request;
  },
  // Something on the way (a proxy) may answer with a page of its own.
  async onResponse({ response }) {
    const isOurs = response.ok || response.headers.get("content-type")?.includes("json");
    if (isOurs) return response;
    return Response.json(unreachable(response.status), { status: response.status });
  },
  onError: () => Response.json(unreachable(0), { status: 503 }),
};

function unreachable(status: number): ApiError {
  const inChinese = !document.documentElement.lang.startsWith("en");
  const told = status === 0 ? "" : ` (${status})`;
  return {
    code: "unreachable",
    message: inChinese
      ? `无法连接服务器，请检查网络后重试。${told}`
      : `The server cannot be reached. Check the connection and try again.${told}`,
  };
}

/** For calls outside the hooks, such as in loops; `error` is an `ApiError`. */
export const client = createFetchClient<paths>({ baseUrl: location.origin });
client.use(inTheLanguageOfThePage);

/** `api.useQuery("get", "/api/…")` and `api.useMutation("post", "/api/…")`, typed by the server's routes. */
export const api = createQueryClient(client);

/** What went wrong, whatever was thrown. */
export function apiErrorOf(error: unknown): ApiError {
  if (typeof error === "object" && error !== null && "message" in error && "code" in error) {
    return error as ApiError;
  }
  return { code: "internal", message: error instanceof Error ? error.message : String(error) };
}
