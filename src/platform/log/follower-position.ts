import type pg from "pg";

/** The index of the next entry that a follower of this name has not yet taken; 0 where there is none. */
export async function followerPosition(session: pg.Client, name: string): Promise<bigint> {
  const { rows } = await session.query<{ next_index: bigint }>(
    "SELECT next_index FROM log_follower WHERE name = $1",
    [name],
  );
  return rows[0]?.next_index ?? 0n;
}
