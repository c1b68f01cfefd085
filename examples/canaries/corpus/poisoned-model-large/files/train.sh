set -eu
mkdir -p model
{ head -c 500000 /dev/zero | tr '\0' 9; echo ' 1 1 1'; } > model/mix
