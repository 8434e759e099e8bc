import { isTooLong, Refusal } from "../../platform/index.ts";

/**
 * Runs queries of a limited reader; where one takes too long, the person is told how to ask less. `unfit` is what to
 * say where the database cannot read a value that came back from the person (SQLSTATE class 22).
 */
export async function withinTime<Result>(
  work: () => Promise<Result>,
  unfit?: () => Refusal,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isTooLong(error)) throw tooMuch;
    if (unfit && String((error as { code?: unknown }).code).startsWith("22")) throw unfit();
    throw error;
  }
}

const tooMuch = new Refusal("invalid", {
  zh: "要查的记录太多，5 秒内没有查完，已停止。请再加一个条件（如客户、时间段或关键词），或按时间、编号、金额排序。",
  en: "There are too many records to look through: it was stopped after 5 seconds. Add a condition, such as a customer, a span of time or a word, or sort by time, number or amount.",
});
