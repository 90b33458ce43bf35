-- One community: its patients, what is registered about them, and where the content lies.
create table patient (
  number text primary key,
  family text,
  given text,
  family_kana text,
  given_kana text,
  written_key text not null,
  kana_key text not null,
  birth_date date,
  sex char(1) not null check (sex in ('M', 'F', 'O', 'U')),
  insured text,
  insured_key text,
  origin text not null check (origin in ('ADT-00', 'CATALOGUE', 'SUBMISSION', 'MESSAGE')),
  as_of text not null
);
create index patient_by_kana on patient (birth_date, kana_key);
create index patient_by_written on patient (birth_date, written_key);
create index patient_by_insured on patient (insured_key) where insured_key is not null;

-- Document entries, submission sets and folders. xml is the object as received, with its ids resolved;
-- status and changed (folders) are the only things that change afterwards.
create table registry_object (
  id text primary key,
  kind text not null check (kind in ('ENTRY', 'SET', 'FOLDER')),
  unique_id text not null,
  patient text not null references patient,
  status text not null check (status in ('Approved', 'Deprecated')),
  object_type text not null,
  hash text,
  time text,
  service_start text,
  service_stop text,
  xml text not null,
  registered_at timestamptz not null,
  ordinal bigint generated always as identity
);
create index object_by_patient on registry_object (patient, kind, status);
create index object_by_unique_id on registry_object (unique_id);
create unique index one_set_or_folder on registry_object (unique_id) where kind <> 'ENTRY';

-- Codes ("code^^scheme"), authors, references, sources: what queries compare.
create table facet (
  object text not null references registry_object,
  name text not null,
  value text not null
);
create index facet_by_object on facet (object, name);

create table association (
  id text primary key,
  type text not null,
  source text not null,
  target text not null,
  status text not null check (status in ('Approved', 'Deprecated')),
  xml text not null,
  registered_at timestamptz not null,
  ordinal bigint generated always as identity
);
create index association_by_source on association (source);
create index association_by_target on association (target);

-- The repository's side: which file holds a document. Written in the transaction that registers it.
create table content (
  unique_id text primary key,
  file uuid not null unique,
  size bigint not null check (size >= 0),
  sha1 text not null,
  sha256 text not null,
  mime_type text not null,
  stored_at timestamptz not null
);

-- SS-MIX2: every file that was looked at, so that a restart looks again only at what changed.
create table storage_file (
  path text primary key,
  subject text not null,
  occurred text not null,
  flag char(1) not null,
  size bigint not null,
  modified bigint not null,
  entry text,
  outcome text not null check (outcome in ('REGISTERED', 'PATIENT', 'WITHDRAWN', 'SUPERSEDED', 'NOTHING'))
);
create index storage_file_by_subject on storage_file (subject);

-- SS-MIX2: what lies where it must not, or cannot be read; reported, never registered.
create table misfiled (
  path text primary key,
  reason text not null,
  size bigint not null,
  modified bigint not null,
  found_at timestamptz not null
);

-- Which document of the import folder was taken.
create table imported (
  unique_id text primary key,
  imported_at timestamptz not null
);
