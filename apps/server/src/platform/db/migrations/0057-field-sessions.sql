-- What a phone sends between visits outlives the desk's idle limit; it is counted by itself and keeps no desk open.

ALTER TABLE sessions ADD COLUMN field_seen_at timestamptz(3);
