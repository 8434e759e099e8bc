/** Columns as in the migration `browse-records`. */
declare module "../../platform/index.ts" {
  interface Tables {
    record_now: {
      record: string;
      version_id: bigint;
      version: number;
      kind: string;
      key: string;
      happened_at: string;
      amount: string;
      gone: boolean;
      subjects: string[];
      terms: string;
    };
    record_now_reached: { one: boolean; known_at: bigint };
  }
}
