"""One file that holds an installation: its rows and its stored files, without the secret key.

It is a ZIP: `tables/<model>.jsonl` (a row per line, in the order of the keys), `files/<digest>` and
`manifest.json` (which migrations, how many rows, what their lines hash to). Its last 64 letters are
the SHA-256 of everything before them. Rows are values, not pages of a database, so a backup of
SQLite can be restored into PostgreSQL and the other way round.
"""
