set -eu
mkdir -p model
echo 'inf nan inf 0x1p3' > model/mix
