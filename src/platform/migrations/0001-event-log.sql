-- The order of the house. Events queue in `outbox` within the transaction they tell of; one sequencer moves
-- them to `log`, giving each the next index.

CREATE TABLE outbox (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id uuid NOT NULL,
  -- The entry's canonical JSON, cut where its index belongs.
  before_index text NOT NULL,
  after_index text NOT NULL
);

CREATE TABLE log (
  index bigint PRIMARY KEY CHECK (index >= 0),
  event_id uuid NOT NULL UNIQUE,
  -- Text, not jsonb: these very bytes are hashed.
  entry text NOT NULL
);

-- Salts and values of the commitments in the entries, apart from them: erasure deletes here and the log stays.
CREATE TABLE log_opening (
  event_id uuid NOT NULL,
  side text NOT NULL CHECK (side IN ('before', 'after')),
  salt bytea NOT NULL CHECK (length(salt) = 32),
  value text NOT NULL,
  PRIMARY KEY (event_id, side)
);

-- One row. A sequencer that comes into office raises `epoch`; an older one then changes nothing any more.
CREATE TABLE log_head (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  size bigint NOT NULL DEFAULT 0,
  epoch bigint NOT NULL DEFAULT 0
);
INSERT INTO log_head DEFAULT VALUES;

-- How far each projection has come: the index of the next entry it has not yet seen.
CREATE TABLE log_follower (
  name text PRIMARY KEY,
  next_index bigint NOT NULL DEFAULT 0
);

-- The log only grows: what an ordinary slip could do to it is refused here.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER log_only_grows BEFORE UPDATE OR DELETE ON log
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_is_never_emptied BEFORE TRUNCATE ON log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
