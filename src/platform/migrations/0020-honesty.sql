-- What a run saw, in counts by month, bin and weight: by it a later run is seen to have seen something else.
CREATE TABLE run_profile (
  run uuid PRIMARY KEY,
  -- src/monitoring/honesty/run-profile.ts; NULL where it could not be worked out, and then why not.
  profile jsonb,
  problem jsonb,
  CHECK (profile IS NOT NULL OR problem IS NOT NULL)
);

-- Lists of what to inspect next. The list, its seed and what it was drawn from are sealed in the event of its drawing,
-- in the same transaction: nobody has seen it before.
CREATE TABLE inspection_list (
  id uuid PRIMARY KEY,
  -- Whose ranks it goes by.
  run uuid NOT NULL,
  unit text NOT NULL CHECK (unit IN ('seller', 'document', 'alert')),
  capacity integer NOT NULL CHECK (capacity >= 1),
  random_share double precision NOT NULL CHECK (random_share BETWEEN 0 AND 1),
  -- Drawn by the server: whoever could choose it could choose the list.
  seed bigint NOT NULL,
  -- Of expected losses; NULL where nothing has an amount.
  currency text,
  -- Chances are fitted to so many decisions; 0: the score itself stands for the chance.
  fitted_to integer NOT NULL,
  -- SHA-256 over the ids that the lots were drawn from, in order, a line each; hex.
  frame_digest text NOT NULL,
  drawn_by text NOT NULL,
  drawn_at timestamptz NOT NULL
);
CREATE INDEX inspection_list_newest ON inspection_list (drawn_at DESC);

-- What the lots were drawn from, counted by whom it tells of: whoever may see a part has the numbers of that part.
CREATE TABLE inspection_frame (
  list uuid NOT NULL REFERENCES inspection_list,
  number integer NOT NULL,
  subjects text[] NOT NULL,
  -- Whether anything spoke against it when the list was drawn.
  suspected boolean NOT NULL,
  population integer NOT NULL CHECK (population >= 1),
  PRIMARY KEY (list, number)
);

CREATE TABLE inspection_item (
  list uuid NOT NULL REFERENCES inspection_list,
  number integer NOT NULL,
  why text NOT NULL CHECK (why IN ('expected-loss', 'random')),
  -- seller; order, invoice or contract; alert.
  kind text NOT NULL,
  -- As ranks and records call it; of an alert its id.
  item text NOT NULL,
  name text,
  -- The record of a document, where there is one.
  record uuid,
  suspected boolean NOT NULL,
  rank integer,
  score double precision NOT NULL,
  chance double precision NOT NULL,
  -- Minor units; NULL where none is known in the list's currency.
  amount bigint,
  subjects text[] NOT NULL,
  PRIMARY KEY (list, number)
);
CREATE INDEX inspection_item_of ON inspection_item (kind, item);

-- What inspections found; the newest revision of an item counts. A salted commitment of it stands in the log.
CREATE TABLE inspection_outcome (
  list uuid NOT NULL,
  number integer NOT NULL,
  revision integer NOT NULL CHECK (revision >= 1),
  outcome text NOT NULL CHECK (outcome IN ('falsified', 'honest', 'untold')),
  reason text NOT NULL,
  judged_by text NOT NULL,
  judged_at timestamptz NOT NULL,
  PRIMARY KEY (list, number, revision),
  FOREIGN KEY (list, number) REFERENCES inspection_item
);

CREATE TRIGGER inspection_lists_only_grow BEFORE UPDATE OR DELETE ON inspection_list
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER inspection_frames_only_grow BEFORE UPDATE OR DELETE ON inspection_frame
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER inspection_items_only_grow BEFORE UPDATE OR DELETE ON inspection_item
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER inspection_outcomes_only_grow BEFORE UPDATE OR DELETE ON inspection_outcome
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
