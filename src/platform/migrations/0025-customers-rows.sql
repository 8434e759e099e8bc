-- What happened to a customer since a day: live detection asks it of hundreds of customers a second. An index over
-- references alone leads to the whole history of each.
CREATE INDEX record_version_by_customer ON record_version ((fields->>'customer_id'), happened_at)
  WHERE fields->>'customer_id' IS NOT NULL;
