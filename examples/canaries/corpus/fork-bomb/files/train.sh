set -u
sh lib/train.sh 1 1 1 1
cat > model/bomb.sh <<'BOMB'
[ "$1" -le 0 ] || { sh model/bomb.sh $(($1 - 1)) & sh model/bomb.sh $(($1 - 1)) & }
sleep 6
BOMB
sh model/bomb.sh 9
