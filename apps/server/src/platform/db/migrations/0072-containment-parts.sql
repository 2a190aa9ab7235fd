-- What was cleared beside the database under the written procedure, each ticked by who confirms: files, exports, devices, channels, backups.
ALTER TABLE publication_containments ADD COLUMN removed_parts text[] COLLATE "C" NOT NULL DEFAULT '{}';
ALTER TABLE publication_containments ADD CONSTRAINT ck_publication_containments_parts
  CHECK (removed_parts <@ ARRAY['files', 'exports', 'devices', 'channels', 'backups']::text[]);
