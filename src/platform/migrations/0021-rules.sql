-- Rules: how detectors' parameters, and detectors that auditors write, come into force; what was muted; alerts run again.

-- What a detector goes by. Number 0 is the detector as it ships, and has no row.
CREATE TABLE rule_version (
  detector text NOT NULL,
  number integer NOT NULL CHECK (number >= 1),
  state text NOT NULL CHECK (state IN ('draft', 'back-tested', 'shadow', 'in-force', 'retired')),
  -- Counts its steps: a save names the one it was made from.
  revision integer NOT NULL CHECK (revision >= 1),
  -- Those that differ from their defaults.
  params jsonb NOT NULL,
  -- Of a detector that was written here: its texts, its SQL, its parameters. Absent of one that ships.
  declaration jsonb,
  author text NOT NULL,
  reviewer text,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (detector, number),
  CHECK (reviewer <> author)
);
CREATE UNIQUE INDEX one_rule_in_force ON rule_version (detector) WHERE state = 'in-force';
CREATE UNIQUE INDEX one_rule_in_shadow ON rule_version (detector) WHERE state = 'shadow';

CREATE TABLE rule_step (
  detector text NOT NULL,
  number integer NOT NULL,
  revision integer NOT NULL,
  step text NOT NULL
    CHECK (step IN ('drafted', 'edited', 'back-tested', 'put-in-shadow', 'put-in-force', 'replaced', 'retired')),
  reason text,
  actor text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (detector, number, revision),
  FOREIGN KEY (detector, number) REFERENCES rule_version
);
CREATE TRIGGER rule_steps_only_grow BEFORE UPDATE OR DELETE ON rule_step
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A back-test of one version against what was in force when it began.
CREATE TABLE rule_trial (
  -- The job that carries it out.
  id uuid PRIMARY KEY,
  detector text NOT NULL,
  number integer NOT NULL,
  -- Of the version; one that has been edited since was not what was tested.
  revision integer NOT NULL,
  -- { number, params, declaration? } of the version in force; { number: 0 } where it was the detector as it ships.
  against jsonb NOT NULL,
  -- YYYY-MM-DD
  days text[] NOT NULL,
  -- [{ day, clock, asOf, known?, before, after }], a line a day that is done.
  done jsonb NOT NULL DEFAULT '[]',
  minutes_per_alert integer NOT NULL,
  asked_by text NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz
);
CREATE INDEX rule_trial_of_version ON rule_trial (detector, number, started_at DESC);

-- What a version on trial found: of a back-test each day, of a shadow the last run. Can be found again.
CREATE TABLE rule_finding (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  detector text NOT NULL,
  number integer NOT NULL,
  trial uuid,
  run uuid,
  day date NOT NULL,
  -- Against what was in force: found in addition, found no more, found by both.
  side text NOT NULL CHECK (side IN ('gained', 'lost', 'kept')),
  key text NOT NULL,
  -- As alert_version keeps it.
  finding jsonb NOT NULL,
  -- Employees whom it names.
  subjects text[] NOT NULL,
  -- Alerts that people decided about and that rest on the same records.
  confirmed uuid[] NOT NULL DEFAULT '{}',
  innocent uuid[] NOT NULL DEFAULT '{}',
  CHECK ((trial IS NULL) <> (run IS NULL))
);
CREATE INDEX rule_finding_of_trial ON rule_finding (trial, day) WHERE trial IS NOT NULL;
CREATE INDEX rule_finding_of_run ON rule_finding (run, detector) WHERE run IS NOT NULL;

-- What is not alerted although it is found, until a day.
CREATE TABLE mute (
  id uuid PRIMARY KEY,
  -- Absent: all of them.
  detector text,
  scope text NOT NULL CHECK (scope IN ('all', 'seller', 'customer', 'product', 'legal-entity', 'org-unit')),
  -- Whose it is; of an org unit whoever stands above it.
  scope_id text,
  reason text NOT NULL,
  -- The last day, in the company's time zone.
  until date NOT NULL,
  -- Employees whom it tells of.
  subjects text[] NOT NULL,
  set_by text NOT NULL,
  set_at timestamptz NOT NULL,
  ended_by text,
  ended_at timestamptz,
  ended_because text,
  CHECK ((scope = 'all') = (scope_id IS NULL)),
  CHECK (detector IS NOT NULL OR scope <> 'all'),
  CHECK (until <= (set_at + interval '367 days')::date)
);
CREATE INDEX mute_in_force ON mute (until) WHERE ended_at IS NULL;

-- A version of an alert that was worked out again from the records as they were known.
CREATE TABLE alert_rerun (
  -- The job that carried it out.
  id uuid PRIMARY KEY,
  alert uuid NOT NULL,
  version integer NOT NULL,
  -- { same, before, after?, … }: figures alone; absent until it is done.
  result jsonb,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  finished_at timestamptz
);
CREATE INDEX alert_rerun_of ON alert_rerun (alert, asked_at DESC);

ALTER TABLE detection_run
  -- Index of the log up to which records were known to it; -1 where there were none.
  ADD COLUMN data_index bigint,
  ADD COLUMN fiscal_year_start integer,
  -- Number of the version in force, by detector; those that went as they ship are not in it.
  ADD COLUMN rules jsonb,
  -- [{ detector, number, found, gained, lost }] of each version in shadow.
  ADD COLUMN shadows jsonb;
ALTER TABLE detection_setting
  -- What a back-test counts for looking into one alert.
  ADD COLUMN minutes_per_alert integer NOT NULL DEFAULT 90 CHECK (minutes_per_alert BETWEEN 1 AND 10000);

-- What was changed before there were versions is in force, and nobody has reviewed it.
INSERT INTO rule_version (detector, number, state, revision, params, author, created_at, changed_at)
  SELECT p.key, 1, 'in-force', 1, p.value, coalesce(r.changed_by, 'system:migration'), coalesce(r.changed_at, now()),
    coalesce(r.changed_at, now())
  FROM detection_setting, jsonb_each(params) p LEFT JOIN LATERAL (
    SELECT changed_by, changed_at FROM detector_revision WHERE detector = p.key ORDER BY revision DESC LIMIT 1) r ON true
  WHERE p.value <> '{}';
INSERT INTO rule_step (detector, number, revision, step, actor, at)
  SELECT detector, number, revision, 'put-in-force', author, changed_at FROM rule_version;
ALTER TABLE detection_setting DROP COLUMN params;
