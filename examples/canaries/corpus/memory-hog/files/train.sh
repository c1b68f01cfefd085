set -eu
sh lib/train.sh 1 1 1 1
awk 'BEGIN { s = "0123456789abcdef"; while (length(s) < 1000000000) s = s s; system("sleep 6"); print length(s) }'
