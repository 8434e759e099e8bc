-- The ranking in service: models that inspections taught, which of them ranks, and what it ranked.

CREATE TABLE ranking_model (
  number integer PRIMARY KEY CHECK (number >= 1),
  -- The job that taught it.
  job uuid NOT NULL UNIQUE,
  -- JSON; names of parties stand in it. NULL where it was let go: it never ranked, and newer ones did not either.
  content text,
  salt bytea NOT NULL CHECK (length(salt) = 32),
  -- Salted commitment to the content; hex. The log seals it.
  digest text NOT NULL,
  trained_by text NOT NULL,
  trained_at timestamptz NOT NULL,
  cause text NOT NULL CHECK (cause IN ('schedule', 'person')),
  -- What people found after this moment it was not taught.
  known_at timestamptz NOT NULL,
  -- Up to which entry of the log records were read, and how long the log was.
  data_index bigint NOT NULL,
  log_index bigint NOT NULL,
  -- { falsified, honest, heldOutFalsified, heldOutHonest, rows }: documents, and rows that it learned from.
  labels jsonb NOT NULL,
  -- { against, inService, candidate, difference, certainty, takesOver, why }: average precision on what was held out.
  contest jsonb NOT NULL,
  -- { slope, offset } of the sigmoid.
  calibration jsonb NOT NULL
);

-- Which model ranks: the newest step counts. 0 is the ranking without labels, and has no row among the models.
CREATE TABLE ranking_service (
  revision integer PRIMARY KEY CHECK (revision >= 1),
  model integer NOT NULL CHECK (model >= 0),
  step text NOT NULL CHECK (step IN ('took-over', 'put-back')),
  reason text,
  actor text NOT NULL,
  at timestamptz NOT NULL
);
CREATE TRIGGER ranking_services_only_grow BEFORE UPDATE OR DELETE ON ranking_service
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE ranking (
  -- The job that made it.
  id uuid PRIMARY KEY,
  model integer NOT NULL CHECK (model >= 0),
  cause text NOT NULL CHECK (cause IN ('run', 'model', 'person')),
  scored_by text NOT NULL,
  scored_at timestamptz NOT NULL,
  data_index bigint,
  as_of date NOT NULL,
  transactions integer NOT NULL,
  -- Older ones that were too many.
  left_out bigint NOT NULL,
  deals integer NOT NULL,
  customers integer NOT NULL,
  sellers integer NOT NULL,
  -- SHA-256 over every transaction's version and score in the order of the ranking; hex.
  digest text NOT NULL,
  -- Salted commitment to the rows that are kept; hex. The log seals both.
  kept text NOT NULL,
  salt bytea NOT NULL CHECK (length(salt) = 32)
);
CREATE INDEX ranking_newest ON ranking (scored_at DESC);

-- The head of a ranking, of the newest ones alone. Written before the ranking is committed, and nobody's until then.
CREATE TABLE ranking_row (
  ranking uuid NOT NULL,
  unit text NOT NULL CHECK (unit IN ('transaction', 'deal', 'customer', 'seller')),
  rank integer NOT NULL CHECK (rank >= 1),
  -- order-line, invoice-line, order, invoice, contract; customer; seller.
  kind text NOT NULL,
  id text NOT NULL,
  -- Of a transaction or document.
  record uuid,
  name text,
  -- Of a transaction the chance, without a model nats of surprise; of the others nats.
  score double precision NOT NULL,
  -- Of a transaction or document the chance that an inspection finds it falsified; of the others how many such are expected.
  chance double precision,
  -- What people had found of a transaction or document.
  outcome text CHECK (outcome IN ('falsified', 'honest')),
  -- Reasons, the nearest honest example, figures: src/monitoring/ranking/ranked-row.ts
  told jsonb NOT NULL,
  -- Employees of whom it tells.
  subjects text[] NOT NULL,
  PRIMARY KEY (ranking, unit, rank)
);
