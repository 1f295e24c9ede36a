#!/bin/sh
# 每个县一张表：此文件夹下的每个文件夹是一个县；一个县有错误，不影响其他县。
# A table for each county: every folder below this one is a county.
#   sh 各县一表.sh 2022年/ tables/
# One county with errors does not keep the others from their tables.
folder=${1:?各县所在的文件夹（the folder of the counties）}
tables=${2:?存放表的文件夹（a folder for the tables）}

failed=0
mkdir -p "$tables" || exit 1
for county in "${folder%/}"/*/; do
    name=$(basename "$county")
    hpscore score "$county" --titles -o "$tables/$name.csv" --errors "$tables/$name-errors.csv" || {
        echo "$name: exit code $?" >&2
        failed=1
    }
done
exit $failed
