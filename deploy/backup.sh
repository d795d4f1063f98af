#!/bin/sh
# Copy a running SQLite installation: backup.sh FOLDER [KEEP]; reads KURZWEG_VAR.
set -eu
folder=$1
keep=${2:-48}
program=${PYTHON:-$(dirname "$0")/../.venv/bin/python}
var=${KURZWEG_VAR:-var}
name=kurzweg-$(date -u +%Y-%m-%dT%H-%M-%S)

umask 077
mkdir -p "$folder"
"$program" - "$var/kurzweg.sqlite3" "$folder/$name.part" <<'PYTHON'
import sqlite3, sys

source, copy = sys.argv[1:]
sqlite3.connect(f"file:{source}?mode=rw", uri=True).execute("VACUUM INTO ?", (copy,))
answer = sqlite3.connect(copy).execute("PRAGMA integrity_check").fetchone()[0]
if answer != "ok":
    sys.exit(f"The copy is damaged: {answer}")
PYTHON
mv "$folder/$name.part" "$folder/$name.sqlite3"
mkdir -p "$var/files"
tar -cf "$folder/$name-files.tar" -C "$var" files $(cd "$var" && ls -d secret-key 2> /dev/null || true)

for kind in .sqlite3 -files.tar; do
  # Names sort by time; the newest stay.
  ls -1r "$folder" | grep "^kurzweg-.*$kind\$" | tail -n "+$((keep + 1))" | while read -r old; do
    rm -- "$folder/$old"
  done
done
