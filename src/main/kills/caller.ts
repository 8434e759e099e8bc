/** Speaks to a server that may die at any moment: `undefined` where it gave no answer, or not the whole of it. */
export class Caller {
  url = "";
  cookie = "";

  async send(
    method: string,
    path: string,
    body?: object | FormData,
  ): Promise<{ status: number; body: unknown } | undefined> {
    const isForm = body instanceof FormData;
    try {
      const answer = await fetch(`${this.url}${path}`, {
        method,
        headers: {
          cookie: this.cookie,
          ...(body && !isForm ? { "content-type": "application/json" } : {}),
        },
        ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
      });
      const text = await answer.text();
      const cookies = answer.headers.getSetCookie().map((one) => one.split(";")[0]);
      if (cookies.length > 0) this.cookie = cookies.join("; ");
      return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
    } catch {
      return undefined;
    }
  }
}
