-- registry: one row per revocation, suspension or withdrawal, so that doors can follow by position.
-- The position orders the feed; it is no key that anything refers to.
create table core.change_feed (
  position bigint generated always as identity primary key,
  at timestamptz not null,
  room text not null,
  subject text not null,
  change text not null
);
