import type * as library from "../timestamp/verify-timestamp.ts";

/** `verifyTimestamp` with its parsers loaded when they are needed: they take a third of a second, and most commands need none. */
export const verifyTimestamp: typeof library.verifyTimestamp = async (token, bytes, trust) => {
  const { verifyTimestamp: verify } = await import("../timestamp/verify-timestamp.ts");
  return verify(token, bytes, trust);
};
