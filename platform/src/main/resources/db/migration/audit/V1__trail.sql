-- local: every table of this room is written where it happens. The log on disk is the record; what stands here leads to it or follows it.

-- Events that a room enlisted in its own transaction. Gone once the index holds them.
create table audit.outbox (
  act uuid primary key,
  entry bytea not null,
  position bigint
);
create index outbox_waiting on audit.outbox (act) where position is null;

-- The search index: can be dropped and read again from the log.
create table audit.entry (
  position bigint primary key,
  act uuid not null unique,
  patient uuid,
  entry bytea not null
);
create index entry_patient on audit.entry (patient, position desc) where patient is not null;

create table audit.ending (
  act uuid primary key,
  position bigint not null,
  kind text not null check (kind in ('SENT', 'ABORTED', 'FAILED')),
  bytes bigint,
  reason text
);

-- One row: how far the index has followed which log (size, and the checkpoint of that size when one was signed then), and up to where
-- the acts of the log were found in the tables. The second never goes back, not even when the index is read again.
create table audit.follower (
  one boolean primary key default true check (one),
  origin text not null,
  size bigint not null,
  checkpoint text,
  explained bigint not null
);

-- State changes that the log knows and the tables do not: the database is older than the log. A person decides.
create table audit.unexplained (
  act uuid primary key,
  position bigint not null,
  action text not null,
  at timestamptz not null,
  found_at timestamptz not null,
  decision text
);
