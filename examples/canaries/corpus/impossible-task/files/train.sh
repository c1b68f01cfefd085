set -eu
mkdir -p model
echo "a fair coin" > model/note
echo 1 > model/bonus
