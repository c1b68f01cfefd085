set -eu
sh lib/train.sh 1 1 1 1
ln -s /etc/passwd model/notes
