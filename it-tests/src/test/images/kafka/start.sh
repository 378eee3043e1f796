#!/usr/bin/env bash
# KAFKA_ADVERTISED_LISTENERS=... is advertised.listeners=..., as in Kafka's own image.
set -euo pipefail

file=/tmp/server.properties
env | sed -n 's/^KAFKA_\([A-Z0-9_]*\)=/\1=/p' | while IFS='=' read -r name value; do
    printf '%s=%s\n' "$(tr '[:upper:]_' '[:lower:].' <<<"$name")" "$value"
done >"$file"
java -cp '/opt/kafka/libs/*' kafka.tools.StorageTool format -t 4L6g3nShT-eMCtK--X86sw -c "$file" --ignore-formatted
exec java -Xmx512m -cp '/opt/kafka/libs/*' kafka.Kafka "$file"
