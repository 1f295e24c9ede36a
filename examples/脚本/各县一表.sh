#!/bin/sh
# A table for each county: every folder below this one is a county.
#   sh 各县一表.sh 2022年/ tables/
# One county with errors does not keep the others from their tables.
folder=${1:?name the folder of the counties}
tables=${2:?name a folder for the tables}

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
