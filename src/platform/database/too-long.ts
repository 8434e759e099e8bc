/** Whether the database ended a statement because it took longer than its reader may (SQLSTATE query_canceled). */
export function isTooLong(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === "57014";
}
