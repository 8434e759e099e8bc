import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { type Bilingual, type Language, languageFrom } from "../language.ts";
import { Refusal, type RefusalCode } from "../refusal.ts";

/** What every refused or failed request answers. */
export const errorBody = z.object({
  code: z.enum(["not-found", "forbidden", "conflict", "invalid", "too-many", "internal"]),
  /** One sentence in the reader's language. */
  message: z.string(),
  /** Where the input is wrong, by path. */
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** Path of the page that shows what stands in the way. */
  see: z.string().optional(),
  /** To find the request in the log. */
  request: z.string(),
});

export type ErrorBody = z.infer<typeof errorBody>;

const statusOf: Record<RefusalCode, number> = {
  "not-found": 404,
  forbidden: 403,
  conflict: 409,
  invalid: 422,
};

/** Refused by too many attempts; the sentence is the same for everybody, so that it tells nothing. */
export class TooMany extends Error {
  readonly retryAfter: number;
  constructor(retryAfter: number) {
    super("Too many attempts.");
    this.retryAfter = retryAfter;
  }
}

interface Answer {
  readonly status: number;
  readonly code: ErrorBody["code"];
  readonly sentence: Bilingual;
  readonly issues?: NonNullable<ErrorBody["issues"]>;
  readonly see?: string;
}

/** The one place where errors become answers. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, code, sentence, issues, see } = answerTo(error, languageOf(request));
  if (status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, "a request failed");
  if (error instanceof TooMany) void reply.header("retry-after", String(error.retryAfter));
  const message = sentence[languageOf(request)];
  const more = { ...(issues && { issues }), ...(see !== undefined && { see }) };
  const body: ErrorBody = { code, message, ...more, request: request.id };
  void reply
    .code(status)
    .header("cache-control", "no-store")
    .type("application/json")
    .send(JSON.stringify(body));
}

function answerTo(error: unknown, language: Language): Answer {
  if (error instanceof Refusal) return answerRefusal(error, language);
  if (error instanceof TooMany) return { status: 429, code: "too-many", sentence: sentences.tooMany };
  const { statusCode: status = 500, code = "", validation } = error as Partial<FastifyError>;
  if (code === "FST_ERR_VALIDATION" && validation) {
    const issues = validation.map(({ instancePath, message }) => ({
      path: instancePath.slice(1).replaceAll("/", "."),
      message: message ?? "",
    }));
    return { status: 422, code: "invalid", sentence: sentences.invalid, issues };
  }
  // Of other errors only Fastify's own about the request itself are the sender's; a library's 4xx is a bug of ours.
  if (status >= 400 && status < 500 && code.startsWith("FST_")) {
    return { status, code: "invalid", sentence: clientError(status) };
  }
  return { status: 500, code: "internal", sentence: sentences.internal };
}

function answerRefusal({ code, sentence, problems, see }: Refusal, language: Language): Answer {
  const issues = problems.flatMap(({ path, ...message }) =>
    path === undefined ? [] : [{ path, message: message[language] }],
  );
  const more = { ...(issues.length > 0 && { issues }), ...(see !== undefined && { see }) };
  return { status: statusOf[code], code, sentence, ...more };
}

export function languageOf(request: FastifyRequest) {
  return languageFrom(request.headers["accept-language"]);
}

export const sentences = {
  notFound: { zh: "没有这个地址。", en: "There is nothing at this address." },
  invalid: { zh: "输入的内容不符合要求。", en: "The input is not as it should be." },
  malformed: { zh: "请求无法读取。", en: "The request could not be read." },
  tooLarge: { zh: "内容超出大小限制。", en: "The content is larger than allowed." },
  wrongType: { zh: "不接受这种内容类型。", en: "This type of content is not accepted." },
  otherSite: { zh: "拒绝来自其他网站的请求。", en: "Requests from other sites are refused." },
  foreignName: {
    zh: "这个网址不是本服务的；请使用配置中的 people.publicUrl。",
    en: "This server is not known under this name; use the one in people.publicUrl of its configuration.",
  },
  tooMany: { zh: "尝试次数过多，请稍后再试。", en: "Too many attempts. Please try again later." },
  internal: {
    zh: "服务器内部出错，已记入日志。",
    en: "Something went wrong inside the server; it is in the log.",
  },
} as const satisfies Record<string, Bilingual>;

function clientError(status: number): Bilingual {
  if (status === 413) return sentences.tooLarge;
  return status === 415 ? sentences.wrongType : sentences.malformed;
}
