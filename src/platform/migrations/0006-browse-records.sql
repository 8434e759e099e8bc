-- The records as they stand, a row each, so that lists, search and counts look for no latest version among many.
-- Derived from record_version by a follower of the log; may be thrown away and made anew.
CREATE TABLE record_now (
  record uuid PRIMARY KEY,
  -- What is shown: the latest version that is not a tombstone.
  version_id bigint NOT NULL,
  -- Number of the latest version, a tombstone's too; numbers begin at 1, so it counts them.
  version integer NOT NULL,
  kind text NOT NULL,
  key text NOT NULL,
  -- -infinity where the record tells none, in both: pages by keyset need no NULL.
  happened_at timestamp NOT NULL,
  amount numeric NOT NULL,
  gone boolean NOT NULL,
  -- The employees whom it names or describes: by them managers and salespeople see it.
  subjects text[] NOT NULL,
  -- What it is found by: words (desk/search), `field=value`, and of what it is: #kind=, #source=, #entity=, #has=
  terms tsvector NOT NULL
);
CREATE INDEX record_now_by_time ON record_now (kind, happened_at, version_id);
CREATE INDEX record_now_by_key ON record_now (kind, key, version_id);
CREATE INDEX record_now_by_amount ON record_now (kind, amount, version_id);
CREATE INDEX record_now_by_term ON record_now USING gin (terms, subjects);
-- The planner must know how often frequent terms are, or it walks through a million rows to find fifty.
ALTER TABLE record_now ALTER COLUMN terms SET STATISTICS 1000, ALTER COLUMN subjects SET STATISTICS 1000;

-- One row: the index in the log of the last entry that record_now has taken in.
CREATE TABLE record_now_reached (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  known_at bigint NOT NULL DEFAULT -1
);
INSERT INTO record_now_reached DEFAULT VALUES;
