# All that an idea may change: how much of each of four skills goes into the mixture. (Now with a longer comment.)
set -eu
sh lib/train.sh 1 1 1 1
