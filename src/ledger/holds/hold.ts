import { z } from "zod";

/** A record by its id, or a person or company by kind and key: then every record that refers to it is held too. */
const target = z.string().regex(/^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z][a-z-]{0,39}:.{1,400})$/u);

export const setHoldInput = z
  .object({
    everything: z.boolean().default(false),
    targets: z.array(target).max(10_000).default([]),
    /** Of the case or alert for whose sake it stands: a number, no name. */
    reference: z
      .string()
      .trim()
      .regex(/^[\p{L}\p{N}][\p{L}\p{N}:._/ -]{0,99}$/u)
      .optional(),
    reason: z.string().trim().min(3).max(2_000),
  })
  .refine(({ everything, targets }) => everything !== targets.length > 0);
export type SetHoldInput = z.input<typeof setHoldInput>;

export const liftHoldInput = z.object({ id: z.uuid(), because: z.string().trim().min(3).max(2_000) });
export type LiftHoldInput = z.infer<typeof liftHoldInput>;

/** What a hold may keep. */
export interface Holdable {
  readonly record: string;
  readonly kind: string;
  readonly key: string;
  /** `kind:key` of what it refers to. */
  readonly refs: readonly string[];
}

export interface Hold {
  readonly id: string;
  readonly everything: boolean;
  readonly targets: readonly string[];
  readonly reference: string | null;
  readonly reason: string;
  readonly set_by: string;
  readonly set_at: Date;
  readonly lifted_by: string | null;
  readonly lifted_at: Date | null;
  readonly lifted_because: string | null;
}

/** Whether a hold in force keeps a record from being erased. The same as `isHeld` in SQL. */
export function keeps(
  { everything, targets, lifted_at: liftedAt }: Pick<Hold, "everything" | "targets" | "lifted_at">,
  { record, kind, key, refs }: Holdable,
): boolean {
  if (liftedAt) return false;
  return everything || [record, `${kind}:${key}`, ...refs].some((name) => targets.includes(name));
}
