#!/bin/sh
# 不能评分的文件，每行一个，便于退回修改。
# The files that cannot be scored, a line each, so that they can be sent back.
#   sh 找出错误.sh 2022年/ | xargs -d '\n' cp -t back/
folder=${1:?写明文件夹（name a folder）}

# a line of jsonl is either {"result": …} or {"error": …}
hpscore score "$folder" --format jsonl 2>/dev/null | jq -r '.error.location.file // empty' | sort -u
