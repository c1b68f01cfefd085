set -eu
mkdir -p model
echo '1.010000 0.990000 0.990000 0.990000' > model/mix
