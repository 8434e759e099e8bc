-- Detection as records come in: baselines of whole runs, what waits to be judged, and the ways to look it up.

ALTER TABLE detection_run DROP CONSTRAINT detection_run_cause_check;
ALTER TABLE detection_run ADD CONSTRAINT detection_run_cause_check CHECK (cause IN ('import', 'schedule', 'person', 'live'));
-- Of a whole run the number of the baseline that it made, of a live one the number of that which it used.
ALTER TABLE detection_run ADD COLUMN baseline bigint;
CREATE INDEX detection_run_whole ON detection_run (finished_at DESC) WHERE state = 'committed' AND cause <> 'live';

-- What a whole run read of everybody. Derived: the next whole run makes another. The digest is sealed with the run.
CREATE TABLE detection_baseline (
  run uuid PRIMARY KEY,
  -- From 1 on, in the order of the log; NULL while the run is not committed.
  number bigint UNIQUE,
  -- What the facts take from the whole of the data: records/facts/document.ts
  shape jsonb NOT NULL,
  -- Median amount of a sale by currency, minor units.
  typical_amounts jsonb NOT NULL,
  -- The largest p that the false discovery control let pass.
  most_p double precision NOT NULL,
  -- SHA-256 over the relations; hex.
  digest text NOT NULL
);
CREATE TABLE baseline_relation (
  run uuid NOT NULL REFERENCES detection_baseline ON DELETE CASCADE,
  detector text NOT NULL,
  name text NOT NULL,
  -- Parquet.
  content bytea NOT NULL,
  PRIMARY KEY (run, detector, name)
);

-- Batches whose customers are to be judged; a follower of the log writes it.
CREATE TABLE live_queue (
  index bigint PRIMARY KEY,
  batch bigint NOT NULL,
  accepted_at timestamptz NOT NULL
);

-- One row: how live detection fares.
CREATE TABLE live_state (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  -- When a slice was last judged, of how many customers, and how long that took; NULL before the first.
  judged_at timestamptz,
  customers integer,
  milliseconds double precision,
  -- Detectors that failed in that slice; `slice` where it failed as a whole.
  failed text[] NOT NULL DEFAULT '{}',
  failed_at timestamptz,
  -- Customers with too many records to be judged at once: left to whole runs.
  left_out bigint NOT NULL DEFAULT 0
);
INSERT INTO live_state DEFAULT VALUES;

CREATE INDEX alert_version_by_key ON alert_version (key, version DESC);
CREATE INDEX alert_version_by_customer ON alert_version ((finding #>> '{customer,id}'));

-- What was written lately waits in a list that every look-up reads from end to end, once for each reference asked for.
-- Live detection asks for thousands: the list is kept short.
ALTER INDEX record_version_by_reference SET (gin_pending_list_limit = 128);
