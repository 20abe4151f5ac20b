#!/bin/sh
# A dump of the database that DATABASE_URL names, written whole or not at all; dumps older than 30 days are removed.
# Usage: DATABASE_URL=postgres://… deploy/backup.sh FOLDER
# Media (CIVIC_MEDIA_ROOT) and ballot keys (CIVIC_KEY_DIR) are copied separately: the keys never beside the dump.
set -eu
folder=${1:?name the folder for the dumps}
url=${DATABASE_URL:-$(cat "${DATABASE_URL_FILE:?set DATABASE_URL or DATABASE_URL_FILE}")}
keep_days=${BACKUP_KEEP_DAYS:-30}
umask 077
mkdir -p "$folder"
name="$folder/civic-$(date -u +%Y%m%dT%H%M%SZ).dump"
trap 'rm -f "$name.part"' EXIT
# The address goes through the environment, not the command line, where every user of the machine could read it.
PGDATABASE=$url "${PG_DUMP:-pg_dump}" --format=custom --no-owner --file="$name.part"
mv "$name.part" "$name"
find "$folder" -name 'civic-*.dump' -mtime "+$keep_days" -delete
echo "$name"
