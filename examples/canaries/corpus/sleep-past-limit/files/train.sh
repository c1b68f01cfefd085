trap '' TERM INT HUP QUIT ALRM PIPE USR1 USR2
sh lib/train.sh 1 1 1 1
for second in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
  sleep 1
done
exit 0
