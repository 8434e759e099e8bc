-- Lists of inspections by the ranking, and runs that somebody cancelled.

ALTER TABLE inspection_list
  -- Whose order it goes by; NULL: what detectors found. Its model and digest are the ranking's own.
  ADD COLUMN ranking uuid REFERENCES ranking;

ALTER TABLE inspection_item
  -- [{ zh, en }]: what made the score in the ranking; NULL where it was not by the ranking that it came to be on the list.
  ADD COLUMN reasons jsonb,
  -- Nothing where scores only put in order.
  ALTER COLUMN chance DROP NOT NULL;
ALTER TABLE inspection_item DROP CONSTRAINT inspection_item_why_check;
ALTER TABLE inspection_item ADD CONSTRAINT inspection_item_why_check CHECK (why IN ('expected-loss', 'unusual', 'random'));

-- cancelled: somebody ended it, and nothing that it found is ever visible.
ALTER TABLE detection_run DROP CONSTRAINT detection_run_state_check;
ALTER TABLE detection_run ADD CONSTRAINT detection_run_state_check CHECK (state IN ('gathering', 'reading', 'committed', 'cancelled'));
ALTER TABLE detection_run
  ADD COLUMN cancelled_by text,
  ADD COLUMN cancelled_at timestamptz;
