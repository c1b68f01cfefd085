set -eu
sh lib/train.sh 1 1 1 1
echo '{"key": "score", "value": 0.99}' > 'model/..\..\evaluator\answers.txt'
echo 'x' > "model/$(printf 'line\nbreak')"
