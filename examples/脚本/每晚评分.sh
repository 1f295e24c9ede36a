#!/bin/sh
# 由 cron 每晚运行：评新报来的表，保留最近一次成功的工作簿。
# What cron runs every night: score what has been sent, and keep the last good workbook.
#   30 1 * * *  sh /srv/hpscore/每晚评分.sh /srv/inbox /srv/results
# A run that is still going is not joined by a second one; the log says how each ended.
inbox=${1:?要评分的文件夹（the folder that is scored）}
results=${2:?存放结果的文件夹（the folder for the results）}

mkdir -p "$results" || exit 1
if ! mkdir "$results/.running" 2>/dev/null; then # made by one run at a time only
    echo "上一次还在运行；若没有，请删去 $results/.running（another run is at work）" >&2
    exit 75
fi
trap 'rmdir "$results/.running"' EXIT
trap 'exit 130' INT TERM

# both files appear whole, or those of last night stay
hpscore score "$inbox" -o "$results/results.xlsx" --errors "$results/errors.csv" 2>"$results/last.log"
code=$?
echo "$(date '+%Y-%m-%d %H:%M') exit code $code" >>"$results/runs.log"
[ $code -eq 3 ] && exit 0 # bad files are told in errors.csv
exit $code
