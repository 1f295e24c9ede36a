#!/bin/sh
# Score a folder into a workbook, and list everything that is wrong in a table.
#   sh 文件夹评分.sh 2022年/
# Leaves results.xlsx and errors.csv where it is run; fails only where it could not do its work.
folder=${1:?name a folder}

hpscore score "$folder" -o results.xlsx --errors errors.csv --jobs auto
case $? in
0) echo "all files are scored" ;;
3) echo "some files have errors: errors.csv says where, the others are in results.xlsx" ;;
*) exit 1 ;;
esac
