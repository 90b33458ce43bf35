-- registry: a variation selector (異体字セレクタ) tells how a character is drawn, not which one it is.
update mpi.link
set kanji_key = regexp_replace(kanji_key, U&'[\FE00-\FE0F\+0E0100-\+0E01EF]', '', 'g')
where kanji_key ~ U&'[\FE00-\FE0F\+0E0100-\+0E01EF]';
