-- registry: the communities that are joined and where they answer.
create table service.route (
  home text primary key,
  member uuid not null,
  name text not null,
  iti55 text not null,
  iti38 text not null,
  iti39 text not null,
  assigners text[] not null
);

