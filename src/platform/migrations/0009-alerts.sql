-- What detection found, version by version, and what people did about it. A version is visible once its run is
-- committed. The truth is `alert_version` and the log; `alert` and `alert_step` are made from them.

CREATE TABLE detection_run (
  -- The job that carries it out.
  id uuid PRIMARY KEY,
  -- gathering: waits until imports pause; reading: has looked at the records; committed: what it found is visible.
  state text NOT NULL DEFAULT 'gathering' CHECK (state IN ('gathering', 'reading', 'committed')),
  cause text NOT NULL CHECK (cause IN ('import', 'schedule', 'person')),
  asked_by text NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  version text,
  as_of date,
  -- Parameters that differ from their defaults, by detector.
  params jsonb,
  -- [{ id, state, reason?, params, tests, found, kept, milliseconds }]
  detectors jsonb,
  findings bigint,
  raised bigint,
  updated bigint,
  ceased bigint,
  tests bigint,
  false_discovery_rate double precision,
  expected_false_alarms double precision,
  findings_tested bigint,
  findings_by_rule bigint,
  -- At risk, each record once: [{ currency, amount }], amount as text in minor units.
  amounts jsonb,
  -- Of all that it found, also what was known: SHA-256 over `alert digest` lines in order; hex.
  commitment text,
  -- Index of its event; a follower of the log writes it.
  known_at bigint UNIQUE
);
CREATE INDEX detection_run_committed ON detection_run (finished_at DESC) WHERE state = 'committed';

-- One row. What runs go by; changed by the lead auditor, each change an event.
CREATE TABLE detection_setting (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  revision integer NOT NULL DEFAULT 0,
  false_discovery_rate double precision NOT NULL DEFAULT 0.05 CHECK (false_discovery_rate BETWEEN 0.001 AND 0.5),
  params jsonb NOT NULL DEFAULT '{}'
);
INSERT INTO detection_setting DEFAULT VALUES;

-- Form of the seal: row/1 (platform/log/row-leaf.ts).
CREATE TABLE alert_version (
  id bigint GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY,
  -- Drawn when the key is first found: a digest of the key could be guessed by whoever reads the log.
  alert uuid NOT NULL,
  key text NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  run uuid NOT NULL,
  change text NOT NULL CHECK (change IN ('raised', 'updated', 'ceased')),
  -- Of what the finding says; equal where nothing changed.
  digest uuid NOT NULL,
  finding jsonb NOT NULL,
  -- Employees whom it names, sellers of its evidence included.
  subjects text[] NOT NULL,
  -- Of what it says, what it is found by; not sealed.
  terms tsvector NOT NULL,
  -- 32 bytes each: of the common commitment, then of the personal ones in the order of their names in the leaf.
  salts bytea NOT NULL,
  leaf text NOT NULL
);
CREATE UNIQUE INDEX alert_version_history ON alert_version (alert, version);
CREATE INDEX alert_version_by_run ON alert_version (run, change);
CREATE TRIGGER alert_versions_only_grow BEFORE UPDATE ON alert_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE FUNCTION refuse_deleting_findings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM detection_run WHERE state = 'committed' AND id IN (SELECT DISTINCT run FROM old_rows)) THEN
    RAISE EXCEPTION 'alert_version is append-only';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER findings_are_not_deleted AFTER DELETE ON alert_version
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_deleting_findings();

-- The picture of the last run that drew one; not sealed, it can be drawn again.
CREATE TABLE alert_chart (
  alert uuid NOT NULL,
  run uuid NOT NULL,
  chart jsonb NOT NULL,
  PRIMARY KEY (alert, run)
);

-- Who and what to look at first, as each of the last runs ranked them.
CREATE TABLE risk_rank (
  run uuid NOT NULL,
  list text NOT NULL CHECK (list IN ('sellers', 'customers', 'transactions')),
  rank integer NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  name text,
  score double precision NOT NULL,
  -- [{ currency, amount }], amount as text in minor units.
  amounts jsonb NOT NULL,
  -- [{ alert, contribution }], strongest first.
  reasons jsonb NOT NULL,
  findings integer NOT NULL,
  subjects text[] NOT NULL,
  PRIMARY KEY (run, list, rank)
);
CREATE INDEX risk_rank_of_subject ON risk_rank (subject_kind, subject_id, run);

-- As it stands now: what was found (from alert_version, by the order of the log) and how far people are with it.
CREATE TABLE alert (
  id uuid PRIMARY KEY,
  key text NOT NULL UNIQUE,
  version integer NOT NULL,
  run uuid NOT NULL,
  detector text NOT NULL,
  scheme text NOT NULL,
  -- 1 low, 2 medium, 3 high
  severity smallint NOT NULL,
  score double precision NOT NULL,
  -- v of docs/scoring.md: score, severity and money together; what is looked at first.
  weight double precision NOT NULL,
  p_value double precision,
  q_value double precision,
  amount bigint NOT NULL,
  currency text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  subject_name text,
  seller text,
  seller_name text,
  customer text,
  customer_name text,
  legal_entities text[] NOT NULL,
  sentence_zh text NOT NULL,
  sentence_en text NOT NULL,
  evidence_total integer NOT NULL,
  -- Records that show it, at most 200.
  records uuid[] NOT NULL,
  subjects text[] NOT NULL,
  -- What it is found by: ids, names, numbers of its evidence (desk/search).
  terms tsvector NOT NULL,
  found boolean NOT NULL,
  first_seen timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'in-review', 'confirmed', 'innocent', 'duplicate')),
  reason text,
  duplicate_of uuid,
  assignee text,
  -- Counts the steps that people took; `state_revision` is the last that changed status or assignee.
  revision integer NOT NULL DEFAULT 0,
  state_revision integer NOT NULL DEFAULT 0,
  -- The version that was in front of whoever set the status.
  decided_version integer,
  worked_at timestamptz,
  notes integer NOT NULL DEFAULT 0,
  -- Index of the last event about it.
  last_index bigint
)
-- Long texts lie apart, so that counting reads little.
WITH (toast_tuple_target = 256);
CREATE INDEX alert_by_weight ON alert (weight DESC, id DESC);
CREATE INDEX alert_by_amount ON alert (amount DESC, id DESC);
CREATE INDEX alert_by_time ON alert (first_seen DESC, id DESC);
CREATE INDEX alert_by_status ON alert (status, weight DESC, id DESC);
CREATE INDEX alert_by_seller ON alert (seller, weight DESC);
CREATE INDEX alert_by_customer ON alert (customer, weight DESC);
CREATE INDEX alert_by_assignee ON alert (assignee, weight DESC) WHERE assignee IS NOT NULL;
CREATE INDEX alert_by_record ON alert USING gin (records);
CREATE INDEX alert_by_term ON alert USING gin (terms);
CREATE INDEX alert_by_last_index ON alert (last_index);

-- Every step that a person took, in order.
CREATE TABLE alert_step (
  alert uuid NOT NULL,
  revision integer NOT NULL CHECK (revision >= 1),
  -- { kind, … }: see src/monitoring/alerts/step.ts
  step jsonb NOT NULL,
  actor text NOT NULL,
  at timestamptz NOT NULL,
  known_at bigint,
  PRIMARY KEY (alert, revision)
);
