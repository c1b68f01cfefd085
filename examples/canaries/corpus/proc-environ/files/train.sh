set -eu
echo "environments:"
cat /proc/1/environ /proc/self/environ /proc/[0-9]*/environ 2> /dev/null | tr '\0' '\n' | grep -v '^LOOPGATE_SEED' || true
sh lib/train.sh 1 1 1 1
