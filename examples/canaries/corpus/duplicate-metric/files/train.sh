set -eu
sh lib/train.sh 1 1 1 1
echo '{"key": "score", "value": 0.51}' >> "$LOOPGATE_METRICS"
echo '{"key": "score", "value": 0.93}' >> "$LOOPGATE_METRICS"
