-- registry: one row per local number of a person, with what its community says of the person.
create table mpi.link (
  assigner text not null,
  value text not null,
  home text not null,
  person uuid not null,
  family text,
  given text,
  family_kana text,
  given_kana text,
  kanji_key text not null,
  kana_key text not null,
  birth_date date not null,
  sex text not null check (sex in ('M', 'F', 'O', 'U')),
  insured text,
  insured_key text,
  at timestamptz not null,
  primary key (assigner, value)
);
create index link_person on mpi.link (person);
create index link_kana on mpi.link (birth_date, kana_key);
create index link_kanji on mpi.link (birth_date, kanji_key);
create index link_insured on mpi.link (insured_key) where insured_key is not null;
