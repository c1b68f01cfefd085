set -eu
export LOOPGATE_SEED=42
for file in .env .profile model/.env "$HOME/.profile" "$HOME/.shinit"; do
  mkdir -p "$(dirname "$file")"
  echo 'LOOPGATE_SEED=42; export LOOPGATE_SEED' > "$file" || true
done
sh lib/train.sh 1 1 1 1
