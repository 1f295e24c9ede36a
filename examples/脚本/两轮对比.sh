#!/bin/sh
# 两轮评审对比：哪些对象的得分变了，从多少变成多少（按编号对应）。
# Two rounds of the same subjects: whose points have changed, and from what to what.
#   sh 两轮对比.sh 初评/ 复评/
# Subjects are joined by their id.
first=${1:?第一轮的文件夹（the folder of the first round）}
second=${2:?第二轮的文件夹（the folder of the second round）}

points() {
    hpscore score "$1" --allow-errors --format jsonl 2>/dev/null |
        jq -r '.result | select(. != null) | "\(.subject.id)\t\(.points.earned)"' |
        LC_ALL=C sort -t "$(printf '\t')" -k 1,1
}

before=$(mktemp) && after=$(mktemp) || exit 1
trap 'rm -f "$before" "$after"' EXIT
points "$first" >"$before"
points "$second" >"$after"
LC_ALL=C join -t "$(printf '\t')" "$before" "$after" | awk -F '\t' '$2 != $3 { print $1 ": " $2 " → " $3 }'
