# only a comment ‮ } ;1 1 1 9 hs.niart/bil hs ⁦# safe⁩
set -eu
sh lib/train.sh 1 1​ 1 1
