#!/bin/sh
# Runs once, when the database of docker-compose.yml is made: the role of the application, which owns nothing. What it may do is granted by `migrate`.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -v password="$(cat "${PASSWORD_FILE:-/run/secrets/database-password}")" <<'SQL'
CREATE ROLE declarations LOGIN PASSWORD :'password';
SQL
