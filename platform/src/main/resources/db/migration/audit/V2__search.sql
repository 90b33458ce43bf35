-- local: every table of this room is written where it happens. The log on disk is the record; what stands here leads to it or follows it.

-- Where each act stands. One row for an act whatever its time: the partitions below could not keep an act from standing twice.
-- Read again from the log it only grows: an act whose entry left the log into an archive keeps its place.
create table audit.act (
  act uuid primary key,
  position bigint not null
);
insert into audit.act (act, position) select act, position from audit.entry;

-- acts: up to where every act of the log stands in audit.act. The index itself is read again from the log after this start; its
-- checkpoint still names the log that was followed.
alter table audit.follower add column acts bigint not null default 0;
update audit.follower set acts = size, size = 0;
drop table audit.entry;
drop table audit.ending;

-- The search index: can be emptied and read again from the log. A month (UTC) of "at" is a partition, made ahead by the follower; what a
-- clock dated outside all of them lies in entry_other. words: what free text is looked for in, as org.musubi.audit.Words writes it.
create table audit.entry (
  position bigint not null,
  at timestamptz not null,
  act uuid not null,
  action text not null,
  result text not null,
  member uuid not null,
  facility uuid,
  issuer text,
  subject text,
  assurance text not null,
  patient uuid,
  homes text[],
  reason text,
  words tsvector not null,
  entry bytea not null,
  primary key (position, at)
) partition by range (at);
create table audit.entry_other partition of audit.entry default;

-- Every index ends with the position, so that the newest come first without sorting and a page begins where the last one ended.
create index entry_patient on audit.entry (patient, position) where patient is not null;
create index entry_member on audit.entry (member, position);
create index entry_facility on audit.entry (facility, position) where facility is not null;
create index entry_person on audit.entry (subject, position) where subject is not null;
create index entry_action on audit.entry (action, position);
create index entry_refused on audit.entry (result, position) where result in ('REFUSED', 'FAILED');
create index entry_homes on audit.entry using gin (homes);
create index entry_words on audit.entry using gin (words);
create index entry_at on audit.entry using brin (at) with (pages_per_range = 16, autosummarize = on);

-- How intended acts ended, by the position of the act; the first ending counts.
create table audit.ending (
  act_position bigint primary key,
  position bigint not null,
  kind text not null check (kind in ('SENT', 'ABORTED', 'FAILED')),
  bytes bigint,
  reason text
);
create index ending_not_sent on audit.ending (kind, act_position) where kind in ('ABORTED', 'FAILED');

-- Intended acts that have not ended yet: they may have happened.
create table audit.unended (
  act_position bigint primary key
);
