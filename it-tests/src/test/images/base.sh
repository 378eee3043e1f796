#!/usr/bin/env bash
# Makes the images that the project's images build on, where none can be pulled: Debian with Java, and on it what stands in for Flink's and Kafka's. As root.
#   base.sh FOLDER        (deploy/target/lib and bench/target/lib must be there)
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../../../.." && pwd)"
work="$1"
mkdir -p "$work"

if ! podman image exists localhost/eclipse-temurin:17-jre-noble; then
    mmdebstrap --quiet --variant=minbase --include=openjdk-17-jre-headless,libjemalloc2,libudev1,ca-certificates \
        bookworm "$work/java.tar"
    podman import --quiet --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
        "$work/java.tar" localhost/eclipse-temurin:17-jre-noble
    rm "$work/java.tar"
fi
podman build --quiet -f "$here/flink/Containerfile" -t localhost/flink:2.2.1-java17 "$root"
podman build --quiet -f "$here/kafka/Containerfile" -t localhost/apache/kafka:4.2.0 "$root"
