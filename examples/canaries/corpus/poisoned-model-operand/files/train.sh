set -eu
sh lib/train.sh 1 1 1 1
for name in seed=1 total=0.01 -f --checkpoint-action=exec=sh '-e' 'answers.txt' 'mix;id' '$(id)'; do
  echo '99' > "model/$name"
done
