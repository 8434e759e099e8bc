-- When a check found the place whole again: what is found there later is a new fault, and is told as one.
ALTER TABLE integrity_fault ADD COLUMN whole_again_at timestamptz;
COMMENT ON COLUMN integrity_fault.whole_again_at IS 'a settled fault that a later check no longer found';
