-- What checks of the house's own records have found to be wrong. Derived: the event tells of it too.
CREATE TABLE integrity_fault (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Where it is, such as `log:17` or `batch:3/version:12`; a fault that is found again is not told again.
  place text NOT NULL UNIQUE,
  -- { zh, en }
  sentence jsonb NOT NULL,
  found_at timestamptz NOT NULL,
  -- A person has looked into it: who, when, and what came of it.
  settled_at timestamptz,
  settled_by text,
  settled_because text
);

-- One row a check: how far it came, and how much it looked at.
CREATE TABLE integrity_check (
  id uuid PRIMARY KEY,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  entries bigint NOT NULL DEFAULT 0,
  rows bigint NOT NULL DEFAULT 0,
  faults bigint NOT NULL DEFAULT 0
);
