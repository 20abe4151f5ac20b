"""Search columns that the database fills by itself, so that no door can forget them; no extension is needed."""

from django.db import migrations

# All pairs of neighbouring characters inside the words of the texts: two syllables are found by the index.
BIGRAMS = r"""
CREATE FUNCTION proposal_bigrams(VARIADIC texts text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT substr(word, place, 2)), '{}')
  FROM unnest(texts) AS one,
       regexp_split_to_table(lower(normalize(one, NFC)), '[^[:alnum:]]+') AS word,
       generate_series(1, length(word) - 1) AS place
$$
"""
# The same of a title, without the endings of requests ("늘려 주세요", "부탁드립니다") and without particles, so that
# two titles about one thing look alike. A word keeps at least two characters.
TITLE_KEYS = r"""
CREATE FUNCTION proposal_title_keys(title text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT substr(stem, place, 2)), '{}')
  FROM regexp_split_to_table(
         regexp_replace(
           lower(normalize(title, NFC)),
           '((을|를|에 대한)?\s*(요청|청원|촉구|건의|제안|호소|부탁|요구|희망)(을|를)?\s*(드립니다|드려요|드리며|드림|합니다|해요|함))'
           '|((해|하여|시켜)?\s*(주세요|주십시오|주십시요|주시기|주시길|주시면|주셨으면|줘요|주길)(\s*(부탁드립니다|바랍니다|좋겠습니다|합니다))?)'
           '|(바랍니다|바래요|부탁드립니다|좋겠습니다|좋겠어요|합시다|(해|돼|되어|하여)야\s*(합니다|한다|해요|함))',
           ' ', 'g'),
         '[^[:alnum:]]+') AS word,
       regexp_replace(
         word,
         '^(.{2,}?)(으로부터|에서부터|에게서|으로써|으로서|에서는|에서도|에게|에서|까지|부터|처럼|보다|마다|이나|하고|으로|에는|에도|들을|들이|들의|들|은|는|이|가|을|를|의|에|와|과|도|로|만)$',
         '\1') AS stem,
       generate_series(1, length(stem) - 1) AS place
$$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('proposals', '0001_initial'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='proposal', name='proposal_bigrams'),
        migrations.RemoveField(model_name='proposal', name='bigrams'),  # comes again as a generated column
        migrations.RunSQL(BIGRAMS, "DROP FUNCTION proposal_bigrams(text[])"),
        migrations.RunSQL(TITLE_KEYS, "DROP FUNCTION proposal_title_keys(text)"),
    ]
