#!/usr/bin/env bash
# Makes, as root, what the project's images are built on and run beside, where images cannot be pulled: Debian's own by mmdebstrap, and on it what stands in
# for Flink's, Kafka's and Prometheus'. They have the names of those that they stand in for, so they belong into a storage of their own.
#   base.sh FOLDER        (deploy/target, bench/target and it-tests/target/kafka-tools must be there)
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../../../.." && pwd)"
work="$1"

debian() {
    podman image exists docker.io/library/debian:bookworm-slim && return
    mmdebstrap --quiet --variant=minbase --dpkgopt=force-unsafe-io --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' bookworm "$work/debian.tar"
    podman import --quiet --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' --change 'CMD ["bash"]' \
        "$work/debian.tar" docker.io/library/debian:bookworm-slim
    rm "$work/debian.tar"
}

# Jars into the folder that an image is built from; those whose names match are left out.
jars() {
    local from="$1" to="$2" jar
    shift 2
    rm -rf "$to"
    mkdir -p "$to"
    for jar in "$from"/*.jar; do
        for name in "$@"; do
            # shellcheck disable=SC2053 # patterns
            [[ "$(basename "$jar")" == $name ]] && continue 2
        done
        cp "$jar" "$to/"
    done
}

debian

cp -r "$here" "$work/context"
mapfile -t native < <(cd "$root/deploy/target/native" && ls)
jars "$root/deploy/target/lib" "$work/context/flink/lib" "${native[@]}"
jars "$root/bench/target/lib" "$work/context/kafka/libs" 'offramp-*' 'flink-*' 'pytorch-*' 'ffmpeg-*' 'leptonica-*'
cp "$root"/it-tests/target/kafka-tools/*.jar "$work/context/kafka/libs/"

podman build --quiet -t docker.io/library/flink:2.2.1-java17 "$work/context/flink"
podman build --quiet -t docker.io/apache/kafka:4.2.0 "$work/context/kafka"
podman build --quiet -t docker.io/prom/prometheus:v3.5.0 "$work/context/prometheus"
rm -r "$work/context"
