-- What people see of a job. The queue itself, with its attempts and delays, is pg-boss's (schema `pgboss`).
CREATE TABLE job (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  actor jsonb NOT NULL,
  input jsonb NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  percent real NOT NULL DEFAULT 0 CHECK (percent BETWEEN 0 AND 100),
  -- { zh, en }: what it is doing, or why it failed
  words jsonb,
  -- Where a next attempt goes on from; the job alone knows its form.
  checkpoint jsonb,
  -- Counts attempts: what an older one still writes is refused.
  attempt integer NOT NULL DEFAULT 0,
  cancel_asked boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
);
CREATE INDEX job_unfinished ON job (state) WHERE state IN ('waiting', 'running');
CREATE INDEX job_newest ON job (name, created_at DESC);
