#!/bin/sh
# 把文件夹里的评审表评成一本工作簿，所有错误列成一张表。
# Score a folder into a workbook, and list everything that is wrong in a table.
#   sh 文件夹评分.sh 2022年/
# Leaves results.xlsx and errors.csv where it is run; fails only where it could not do its work.
folder=${1:?写明文件夹（name a folder）}

hpscore score "$folder" -o results.xlsx --errors errors.csv --jobs auto
case $? in
0) echo "全部已评分（all files are scored）" ;;
3) echo "有的文件有错误，见 errors.csv；其余在 results.xlsx（some files have errors）" ;;
*) exit 1 ;;
esac
