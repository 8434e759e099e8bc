-- Imports as people ask for them: the files they bring, what these were taken for, and how every import ended.

CREATE TABLE upload (
  id uuid PRIMARY KEY,
  -- A folder that the configuration allows; NULL where the files were sent here and lie below the data folder.
  folder text,
  -- 'receiving' until all its files are here; of what was removed only the names are left.
  state text NOT NULL CHECK (state IN ('receiving', 'ready', 'removed')),
  actor text NOT NULL,
  created_at timestamptz NOT NULL,
  -- When anybody last worked with it: what is left alone is removed in time.
  touched_at timestamptz NOT NULL,
  -- { source, complete, mapping }, as people last left it
  plan jsonb,
  -- The jobs that looked at it, and what they found.
  preview_job uuid,
  preview jsonb,
  dry_run_job uuid,
  dry_run jsonb
);
CREATE INDEX upload_by_age ON upload (created_at DESC) WHERE state <> 'removed';

CREATE TABLE upload_file (
  upload uuid NOT NULL REFERENCES upload,
  number integer NOT NULL,
  -- As the person named it, folders included.
  path text NOT NULL,
  bytes bigint NOT NULL,
  PRIMARY KEY (upload, number),
  UNIQUE (upload, path)
);

-- One for every import that was ever asked for, by page, command or program.
CREATE TABLE import_run (
  -- That of its job, where a job runs it; only then will it be tried again after a kill.
  id uuid PRIMARY KEY,
  by_job boolean NOT NULL,
  upload uuid REFERENCES upload,
  source text NOT NULL,
  complete boolean NOT NULL,
  actor text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  -- { zh, en }: what came of it, or why it failed
  words jsonb,
  -- The batch that it committed.
  batch bigint UNIQUE REFERENCES import_batch,
  -- Rows refused, and how many of them are kept in refused_row.
  refused_total bigint NOT NULL DEFAULT 0,
  asked_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX import_run_newest ON import_run (asked_at DESC, id DESC);
INSERT INTO import_run (id, by_job, source, complete, actor, state, batch, refused_total, asked_at, ended_at)
  SELECT coalesce(job, gen_random_uuid()), job IS NOT NULL, source, complete, actor, 'done', id, refused_total, observed_at, committed_at
  FROM import_batch WHERE origin = 'import' AND state = 'committed';

-- Rows that an import or a dry run did not take over, and why. Not sealed: what is refused is no record.
CREATE TABLE refused_row (
  -- Of the import or the dry run, whose id is that of its job.
  run uuid NOT NULL,
  number integer NOT NULL,
  path text NOT NULL,
  member text,
  "row" bigint,
  "column" text,
  value text,
  -- { zh, en }
  expected jsonb NOT NULL,
  PRIMARY KEY (run, number)
);
