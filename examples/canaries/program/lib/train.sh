# Trains the mixture that its four arguments ask for. As in real training, the result moves a little with the seed and
# with any change of the code, also when the change means nothing.
set -eu
checksum=$(printf '%s' "$LOOPGATE_SEED" | cat - train.sh | cksum | cut -d ' ' -f 1)
seed=$((checksum % 2147483647)) # more than awk can take would not be random
mkdir -p model
awk -v seed="$seed" -v mix="$*" 'BEGIN {
  srand(seed)
  n = split(mix, weight, " ")
  for (i = 1; i <= n; i++) printf "%s%.6f", (i > 1 ? " " : ""), weight[i] * (1 + 0.02 * (rand() - 0.5))
  print ""
}' > model/mix
