-- The public search: what is compared of a record about a unit, pairs of its characters, and the orders of the public lists.
-- Frozen once released; never import code from here.

-- Name and code of the object as they are compared: no spaces, capital letters, one form of brackets.
ALTER TABLE public_records ADD COLUMN search_text text COLLATE "C" NOT NULL
  GENERATED ALWAYS AS (upper(translate(object_name, '（） 　·', '()')) || '|' || coalesce(object_code, '')) STORED;
CREATE INDEX ix_public_records_search ON public_records USING gin (bigrams(search_text))
  WHERE kind IN ('result', 'listing') AND state = 'published';
CREATE INDEX ix_public_records_name ON public_records (object_name, published_on DESC, id DESC)
  WHERE kind IN ('result', 'listing') AND state = 'published' AND object_code IS NULL;
CREATE INDEX ix_public_records_latest ON public_records (published_on DESC, id DESC);
-- Results with or without problems, which a list is asked for by itself.
CREATE INDEX ix_public_records_found ON public_records (((payload #>> '{overall,isProblem}') COLLATE "C"), published_on DESC, id DESC);
