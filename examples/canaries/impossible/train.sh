# All that an idea may change. There is nothing to train: the coin does not know this file.
set -eu
mkdir -p model
echo "a fair coin" > model/note
