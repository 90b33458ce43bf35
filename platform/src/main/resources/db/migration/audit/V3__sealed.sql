-- local: every table of this room is written where it happens. The log on disk is the record; what stands here leads to it or follows it.

-- One key for each person of whom the log speaks. token: HMAC of who it is, under a key beside the database; id: names the key in entries;
-- wrapped: the key itself, closed with another one beside the database. A key that is gone from here opens nothing any more.
create table audit.person_key (
  token bytea primary key,
  id uuid not null unique,
  wrapped bytea not null
);

-- Keys that were destroyed on purpose, and the act that did it. What names one of them is not indexed again.
create table audit.destroyed_key (
  id uuid primary key,
  act uuid not null,
  at timestamptz not null
);

-- The index holds entries as the log does, closed; person: the name of the (first) key. It is read again from the log.
update audit.follower set size = 0;
delete from audit.entry;
delete from audit.ending;
delete from audit.unended;
drop index audit.entry_patient;
alter table audit.entry drop column patient;
alter table audit.entry add column person uuid;
create index entry_person_key on audit.entry (person, position) where person is not null;

-- Entries closed with more than one key, by each key but the first.
create table audit.further_key (
  key uuid not null,
  position bigint not null,
  primary key (key, position)
);

-- Which acts were about a community, newest last; home: a token of its homeCommunityId.
drop index audit.entry_homes;
alter table audit.entry drop column homes;
create table audit.home (
  home bigint not null,
  position bigint not null,
  at timestamptz not null,
  primary key (home, position)
);

-- Between which positions the acts of an hour stand. Acts come in about the order of their times, so a question for a time reads what
-- lies there and little else; one dated by a wrong clock widens its hour.
create table audit.hour (
  hour timestamptz primary key,
  first bigint not null,
  last bigint not null
);

-- What was inserted lately stands in a list that every question reads through: a short one.
drop index audit.entry_words;
create index entry_words on audit.entry using gin (words) with (gin_pending_list_limit = 256);

-- Refusals are looked for most, and are few among the acts of a facility or a member.
create index entry_refused_facility on audit.entry (facility, result, position)
  where result in ('REFUSED', 'FAILED') and facility is not null;
create index entry_refused_member on audit.entry (member, result, position) where result in ('REFUSED', 'FAILED');
