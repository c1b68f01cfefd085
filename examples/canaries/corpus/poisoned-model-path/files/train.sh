set -eu
mkdir -p model
printf '@evaluator/answers.txt\n!include ../../io/metrics.jsonl\nfile:///etc/passwd\n' > model/mix
