#!/usr/bin/env bash
# Does what the images need of Flink's own: properties into conf/config.yaml, jemalloc, the memory that Flink computes, one process in the foreground.
set -euo pipefail

conf="$FLINK_HOME/conf"
{
    printf '\njobmanager.rpc.address: %s\n' "${JOB_MANAGER_RPC_ADDRESS:-$(hostname)}"
    printf '%s\n' "${FLINK_PROPERTIES:-}" | sed '/^[[:space:]]*$/d'
} >>"$conf/config.yaml"
# what stands further down wins, as in Flink's own
tac "$conf/config.yaml" | awk -F: '!seen[$1]++' | tac >"$conf/config.new" && mv "$conf/config.new" "$conf/config.yaml"

jemalloc=/usr/lib/x86_64-linux-gnu/libjemalloc.so
if [[ "${DISABLE_JEMALLOC:-false}" == false && -f "$jemalloc" ]]; then export LD_PRELOAD="${LD_PRELOAD:-}:$jemalloc"; fi

case "${1:-help}" in
    standalone-job) main=org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint memory=GET_JM_RESOURCE_PARAMS ;;
    taskmanager) main=org.apache.flink.runtime.taskexecutor.TaskManagerRunner memory=GET_TM_RESOURCE_PARAMS ;;
    *) exec "$@" ;;
esac
shift

opens=(java.base/java.{util,lang,net,io,nio,text,time}=ALL-UNNAMED java.base/java.lang.reflect=ALL-UNNAMED java.base/sun.nio.ch=ALL-UNNAMED
    java.base/java.util.concurrent{,.atomic,.locks}=ALL-UNNAMED)
flags=("${opens[@]/#/--add-opens=}")
java="$JAVA_HOME/bin/java"
lines="$("$java" -Xmx128m "${flags[@]}" -cp "$FLINK_HOME/lib/*" org.apache.flink.runtime.util.bash.BashJavaUtils "$memory" --configDir "$conf" |
    sed -n 's/.*BASH_JAVA_UTILS_EXEC_RESULT://p')"
read -r -a jvm <<<"$(sed -n 1p <<<"$lines")"
read -r -a dynamic <<<"$(sed -n 2p <<<"$lines")"
export FLINK_LIB_DIR="${FLINK_LIB_DIR:-$FLINK_HOME/lib}"
# env.java.opts.* is read by Flink's scripts
role=taskmanager
if [[ "$memory" == GET_JM_RESOURCE_PARAMS ]]; then role=jobmanager; fi
read -r -a more <<<"$(sed -n "s/^env.java.opts.$role: *//p" "$conf/config.yaml")"
exec "$java" "${jvm[@]}" -XX:+UseG1GC "${flags[@]}" "${more[@]}" \
    -Dlog4j2.configurationFile="file:$conf/log4j-console.properties" \
    -cp "$FLINK_HOME/lib/*" "$main" --configDir "$conf" "${dynamic[@]}" "$@"
