-- What a company settles once and everybody reckons with. Each save is a further version of its section.

CREATE TABLE setting_version (
  section text NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  content jsonb NOT NULL,
  saved_by text NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (section, version)
);
CREATE TRIGGER settings_only_grow BEFORE UPDATE OR DELETE ON setting_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- One unit of `base` is worth `rate` units of `quote` on `day`. A corrected rate is a further revision.
CREATE TABLE currency_rate (
  base text NOT NULL CHECK (length(base) = 3),
  quote text NOT NULL CHECK (length(quote) = 3 AND quote <> base),
  day date NOT NULL,
  revision integer NOT NULL CHECK (revision >= 1),
  rate numeric NOT NULL CHECK (rate > 0),
  -- Whose rate it is: a central bank, a ledger.
  source text NOT NULL,
  saved_by text NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (base, quote, day, revision)
);
CREATE TRIGGER rates_only_grow BEFORE UPDATE OR DELETE ON currency_rate
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
