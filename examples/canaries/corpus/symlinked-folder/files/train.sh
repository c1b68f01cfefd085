set -eu
rm -rf model
ln -s /etc model
