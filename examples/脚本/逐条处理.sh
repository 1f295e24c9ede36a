#!/bin/sh
# 评一份、交给 jq 一份：还有哪些没定，各缺几题。
# Results into jq, each as soon as it is scored: who is not final yet, and what is not answered.
#   sh 逐条处理.sh 2022年/
folder=${1:?写明文件夹（name a folder）}

hpscore score "$folder" --format jsonl 2>/dev/null |
    jq -r '.result | select(. != null and .final == false)
        | [.source, .points.earned, .points.reachable, (.unanswered | length)] | @tsv'
