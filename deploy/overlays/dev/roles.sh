#!/bin/sh
# One role and one database for each service; nobody else may connect to it.
set -eu
for service in ideas experiments reviews; do
  password=$(cat "/etc/loopgate/passwords/$service")
  psql -v ON_ERROR_STOP=1 -U postgres -v role="$service" -v password="$password" <<'SQL'
create role :"role" login password :'password';
create database :"role" owner :"role";
revoke connect on database :"role" from public;
SQL
done
