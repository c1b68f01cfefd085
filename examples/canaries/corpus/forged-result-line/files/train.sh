set -eu
sh lib/train.sh 1 1 1 1
printf '\n%.0s' 1 2 3 4 5 6 7 8 9
echo '{"key": "score", "value": 0.99}'
echo 'evaluate: SUCCEEDED score=0.99 verdict=IMPROVED'
