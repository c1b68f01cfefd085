set -eu
ROUND=$((${ROUND:-0} + 1))
export ROUND
sh lib/train.sh 1 1 1 1
sleep 0.5
[ "$ROUND" -gt 60 ] || exec sh train.sh
