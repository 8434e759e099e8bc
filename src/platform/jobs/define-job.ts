import type { z } from "zod";
import type { Context } from "../context/context.ts";
import type { Tx } from "../database/tables.ts";
import type { Bilingual } from "../language.ts";

/** Long work that people can watch, stop and trust to go on after a crash. */
export interface JobDefinition<Input = unknown, Checkpoint = unknown> {
  /** Room and verb: `records.import`. */
  readonly name: string;
  readonly input: z.ZodType<Input>;
  /** What one attempt leaves for the next; must survive JSON. */
  readonly checkpoint: z.ZodType<Checkpoint>;
  /** Further attempts after one that broke; a `Refusal` is final. */
  readonly retries?: number;
  /** Seconds before the first further attempt, doubling with each. */
  readonly retryDelay?: number;
  /** How many of this job run at once; one unless given. */
  readonly concurrency?: number;
  /** Throws to fail. `signal` ends it: on cancellation, and when the server stops (then it goes on later). */
  run(run: JobRun<Input, Checkpoint>): Promise<void>;
}

/** One attempt, as the job sees it. Each call refuses, by throwing, once the attempt is to end. */
export interface JobRun<Input, Checkpoint> {
  readonly id: string;
  readonly input: Input;
  /** What the last attempt that saved has left; `undefined` at the first. */
  readonly checkpoint: Checkpoint | undefined;
  readonly attempt: number;
  readonly signal: AbortSignal;
  /** For one step, on behalf of whoever started the job. */
  context(): Context;
  /** From 0 to 100, and what is being done. */
  progress(percent: number, words?: Bilingual): Promise<void>;
  /**
   * Saves the checkpoint in one transaction with what `write` writes: rows that are staged and not yet facts,
   * hence without an event. Facts go through `context().commit`.
   */
  save(checkpoint: Checkpoint, write?: (tx: Tx) => Promise<void>): Promise<void>;
}

export function defineJob<Input, Checkpoint>(
  definition: JobDefinition<Input, Checkpoint>,
): JobDefinition<Input, Checkpoint> {
  return definition;
}

/** A definition whose types are its own affair: its schemas check at the border what enters. */
// biome-ignore lint/suspicious/noExplicitAny: Input and Checkpoint stand in both directions, so no other type holds all
export type AnyJob = JobDefinition<any, any>;

export type JobState = "waiting" | "running" | "done" | "failed" | "cancelled";

/** A job as people see it. */
export interface JobView {
  readonly id: string;
  readonly name: string;
  readonly state: JobState;
  /** From 0 to 100. */
  readonly percent: number;
  readonly words: Bilingual | undefined;
  /** Who started it. */
  readonly actor: string;
  /** As it was asked for. */
  readonly input: unknown;
  readonly attempt: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | undefined;
}
