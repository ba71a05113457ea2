#!/usr/bin/env bash
# Creates the sample topics, and fills those that are new: an order each, and a payment for nine orders out of ten.
set -euo pipefail

kafka=/opt/kafka/bin
records=${SAMPLE_RECORDS:-50000}

orders() {
  awk -v n="$records" 'BEGIN { for (i = 1; i <= n; i++)
    printf "order-%d|{\"orderId\":\"order-%d\",\"amount\":%d.%02d}\n", i, i, i % 500, i % 100 }'
}

payments() {
  awk -v n="$records" 'BEGIN { for (i = 1; i <= n; i++)
    printf "order-%d|{\"orderId\":\"order-%d\",\"method\":\"%s\"}\n", i % 10 ? i : n + i, i, i % 3 ? "card" : "transfer" }'
}

# fill CLUSTER TOPIC GENERATOR
fill() {
  if "$kafka/kafka-topics.sh" --bootstrap-server "$1:9092" --create --topic "$2" --partitions 4 --replication-factor 1 >/dev/null 2>&1; then
    "$3" | "$kafka/kafka-console-producer.sh" --bootstrap-server "$1:9092" --topic "$2" \
      --property parse.key=true --property 'key.separator=|'
    echo "$1/$2: $records records"
  else
    "$kafka/kafka-topics.sh" --bootstrap-server "$1:9092" --describe --topic "$2" >/dev/null
    echo "$1/$2: is there already"
  fi
}

fill east orders orders &
fill west payments payments &
wait -n
wait -n
