set -eu
sh lib/train.sh 1 1 1 1
echo '{"key": "score", "value": "0.99"}' >> "$LOOPGATE_PARAMS"
echo '{"key": "score", "value": 0.99, "trusted": true, "arm": "candidate", "stage": "evaluate"}' >> "$LOOPGATE_METRICS"
