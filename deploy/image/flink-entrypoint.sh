#!/usr/bin/env bash
# Flink's own entrypoint, where it may write nowhere but in /tmp: it changes the files of conf, and its scripts write logs.
set -euo pipefail

. /opt/offramp/bin/processor.sh
prepare_libtorch

if [[ ! -w "$FLINK_HOME/conf" ]]; then
    export FLINK_LIB_DIR="$FLINK_HOME/lib" # Flink looks for the job's jar beside it, and tells TaskManagers where that was
    view="$(mktemp -d /tmp/flink.XXXXXX)"
    for part in "$FLINK_HOME"/*; do
        ln -s "$part" "$view/"
    done
    rm -f "$view/conf" "$view/log" "$view/plugins"
    cp -rL "$FLINK_HOME/conf" "$view/conf" # where a ConfigMap is mounted it is links
    chmod -R u+w "$view/conf"
    mkdir "$view/log" "$view/plugins"
    cp -rs "$FLINK_HOME/plugins/." "$view/plugins" 2>/dev/null || true # ENABLE_BUILT_IN_PLUGINS adds to them
    export FLINK_HOME="$view" FLINK_CONF_DIR="$view/conf" FLINK_LOG_DIR="$view/log" FLINK_PLUGINS_DIR="$view/plugins"
fi
exec /docker-entrypoint.sh "$@"
