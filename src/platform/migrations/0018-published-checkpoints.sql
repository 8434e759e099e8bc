-- Checkpoints as they were published: all of the last ones, of older ones the last of each hour. Derived; what a reader
-- has pinned is compared with the log itself and never with this table.
CREATE TABLE ledger_checkpoint (
  -- Which log, and entries under the checkpoint.
  origin text NOT NULL,
  size bigint NOT NULL,
  -- Hex.
  root text NOT NULL,
  -- With every cosignature that came in time.
  note bytea NOT NULL,
  published_at timestamptz NOT NULL,
  -- Whether the witnesses met the quorum; NULL without witnesses.
  is_witnessed boolean,
  PRIMARY KEY (origin, size)
);
CREATE INDEX ledger_checkpoint_newest ON ledger_checkpoint (published_at);
