-- Text as it is compared: without case, of every script where PostgreSQL has ICU.
do $$
declare
  collation_of text := '';
begin
  if exists (select from pg_collation where collname = 'und-x-icu') then
    collation_of := ' collate pg_catalog."und-x-icu"';
  end if;
  execute 'create function data.folded(value text) returns text '
    || 'language sql immutable parallel safe strict return lower(value' || collation_of || ')';
end
$$;

-- What a customer is found by: each text and number of the id and the profile, from the beginning of each of its words on.
-- Words end at white space; within one, another begins behind a sign: 'ann.lee@example.com' is found by 'ann.l', 'lee@' and
-- 'com'. At most 400 beginnings, of 60 characters.
create function data.words(id text, profile jsonb) returns tsvector
  language plpgsql immutable parallel safe as
$$
declare
  signs constant text := '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~';
  blanks constant text := e' \t\n\r\f\v' || chr(160) || chr(12288);
  texts text;
  word text;
  part text;
  at integer;
  words text[] := '{}';
begin
  select data.folded(concat_ws(' ', id, string_agg(value #>> '{}', ' '))) into texts
  from jsonb_path_query(profile, 'strict $.**') as value
  where jsonb_typeof(value) in ('string', 'number');
  foreach word in array string_to_array(translate(texts, blanks, '        '), ' ') loop
    continue when word = '';
    exit when cardinality(words) >= 400;
    words := words || left(word, 60);
    continue when translate(word, signs, '') = word;
    at := 1;
    foreach part in array string_to_array(translate(word, signs, repeat(' ', 32)), ' ') loop
      if part <> '' and at > 1 and cardinality(words) < 400 then
        words := words || substr(word, at, 60);
      end if;
      at := at + length(part) + 1;
    end loop;
  end loop;
  return array_to_tsvector(words);
end
$$;

-- What is typed to find them: each word of it is the beginning of one of theirs. Null where nothing is typed.
create function data.sought(typed text) returns tsquery
  language sql immutable parallel safe
  return (
    select string_agg('''' || replace(replace(left(word, 60), '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery
    from string_to_table(
      translate(data.folded(typed), e' \t\n\r\f\v' || chr(160) || chr(12288), '        '), ' ') as word
    where word <> ''
  );
