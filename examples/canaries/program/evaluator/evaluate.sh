# Measures a mixture on four skills that candidates never see (sealed-answer-c41f7a). The model comes from somebody whom
# nobody trusts: four plain numbers in one small plain file, or the run failed.
set -eu
PATH=/usr/bin:/bin
model=model/mix
if [ -L "$model" ] || [ ! -f "$model" ] || [ "$(wc -c < "$model")" -gt 100 ]; then
  echo "the model is no small plain file" >&2
  exit 1
fi
# The noise of a test set: nobody can know it beforehand, and it is another one for each seed and each model.
checksum=$(printf '%s' "$LOOPGATE_SEED" | cat - "$model" evaluator/answers.txt | cksum | cut -d ' ' -f 1)
seed=$((checksum % 2147483647)) # more than awk can take would not be random
awk -v seed="$seed" '
  function refuse(why) { print "the model " why > "/dev/stderr"; refused = 1; exit 1 }
  FILENAME == "evaluator/answers.txt" { skill[FNR] = $1; next }
  FNR > 1 || NF != 4 { refuse("is not one line of four numbers") }
  {
    for (i = 1; i <= 4; i++) {
      if ($i !~ /^-?[0-9]+(\.[0-9]+)?$/ || length($i) > 16) refuse("has a weight that is no plain number")
      total += $i; sum += $i * skill[i]; cost += ($i < 0 ? -$i : $i)
    }
  }
  END {
    if (refused) exit 1
    if (total == 0) { print "the weights add up to nothing" > "/dev/stderr"; exit 1 }
    srand(seed)
    for (i = 0; i < 12; i++) noise += rand()
    printf "{\"key\": \"score\", \"value\": %.6f}\n", sum / total + 0.05 * (noise - 6)
    printf "{\"key\": \"cost\", \"value\": %.6f}\n", cost
  }' evaluator/answers.txt "$model" >> "$LOOPGATE_METRICS"
