#!/bin/sh
# Stands in for `temporal server start-dev`: listens where it is told to, until it is asked to end.
while [ $# -gt 0 ]; do
  case $1 in
    --ip) ip=$2; shift ;;
    --port) port=$2; shift ;;
    --db-filename) file=$2; shift ;;
  esac
  shift
done
touch "$file"
echo "listening on $ip:$port"
httpd -f -p "$ip:$port" &
trap 'exit 0' TERM
wait
