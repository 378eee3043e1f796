{{/* The options of Flink and of its operator, as a map of strings. */}}

{{- define "offramp.stateRoot" -}}
{{- if eq .Values.state.storage "s3" -}}
{{- $s3 := .Values.state.s3 -}}
s3://{{ required "state.s3.bucket is wanted where state.storage is s3" $s3.bucket }}/{{ with trimAll "/" $s3.prefix }}{{ . }}/{{ end }}{{ .Release.Namespace }}/{{ include "offramp.fullname" . }}
{{- else -}}
file:///offramp-state/{{ include "offramp.fullname" . }}
{{- end -}}
{{- end }}

{{- define "offramp.flinkConfiguration" -}}
{{- include "offramp.checkFlink" . -}}
{{- $own := include "offramp.ownFlinkConfiguration" . | fromYaml -}}
{{- $all := dict -}}
{{- range $key, $value := mergeOverwrite $own (deepCopy .Values.flinkConfiguration) -}}
{{- $_ := set $all $key (kindIs "float64" $value | ternary (toJson $value) (toString $value)) -}}
{{- end -}}
{{- toYaml $all -}}
{{- end }}

{{- define "offramp.ownFlinkConfiguration" -}}
{{- $root := include "offramp.stateRoot" . -}}
jobmanager.scheduler: {{ .Values.autoscaler.enabled | ternary "adaptive" .Values.job.scheduler }}
taskmanager.numberOfTaskSlots: {{ .Values.taskManager.slots }}
# a native library can be in one class loader of a process only: the cluster's
classloader.parent-first-patterns.additional: ai.djl;com.sun.jna;org.bytedeco
taskmanager.memory.managed.size: {{ .Values.taskManager.managedMemory }}
taskmanager.memory.task.off-heap.size: {{ .Values.taskManager.offHeapMemory }}
taskmanager.memory.jvm-overhead.min: {{ .Values.taskManager.overheadMemory }}
taskmanager.memory.jvm-overhead.max: {{ .Values.taskManager.overheadMemory }}
jobmanager.memory.jvm-overhead.min: {{ .Values.jobManager.overheadMemory }}
jobmanager.memory.jvm-overhead.max: {{ .Values.jobManager.overheadMemory }}
kubernetes.taskmanager.service-account: {{ include "offramp.taskManagerAccountName" . | quote }}
# a JVM without heap collects garbage for minutes, and answers nobody: Kubernetes starts another
env.java.opts.jobmanager: -XX:+ExitOnOutOfMemoryError
env.java.opts.taskmanager: -XX:+ExitOnOutOfMemoryError
execution.checkpointing.interval: {{ .Values.state.checkpointInterval }}
execution.checkpointing.storage: filesystem
execution.checkpointing.dir: {{ $root }}/checkpoints
execution.checkpointing.savepoint-dir: {{ $root }}/savepoints
execution.checkpointing.num-retained: {{ .Values.state.retainedCheckpoints }}
execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
# a page that has led its own name here asks under another one, and is refused
access.hosts: {{ include "offramp.restHosts" . | quote }}
{{- if .Values.state.highAvailability }}
high-availability.type: kubernetes
high-availability.storageDir: {{ $root }}/ha
high-availability.jobmanager.port: 6123
{{- end }}
metrics.reporter.prom.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
metrics.reporter.prom.port: 9249
{{- include "offramp.openTelemetryConfiguration" . }}
# ports that probes and network policies know; Flink would draw most of them anew with each start
taskmanager.data.port: 6121
taskmanager.rpc.port: 6122
jobmanager.rpc.port: 6123
blob.server.port: 6124
metrics.internal.query-service.port: 6125
{{- with .Values.imagePullSecrets }}
{{- $names := list }}
{{- range . }}{{ $names = append $names .name }}{{ end }}
kubernetes.container.image.pull-secrets: {{ join ";" $names }}
{{- end }}
{{- include "offramp.objectStoreConfiguration" . }}
{{- include "offramp.gpuConfiguration" . }}
{{- include "offramp.operatorConfiguration" . }}
{{- include "offramp.autoscalerConfiguration" . }}
{{- end }}

{{/* Under which names the operator, the console and people ask Flink's REST interface. */}}
{{- define "offramp.restHosts" -}}
{{- $service := printf "%s-rest" (include "offramp.fullname" .) -}}
{{- $inside := printf "%s.%s" $service .Release.Namespace -}}
{{- concat (list $service $inside (printf "%s.svc" $inside) (printf "%s.svc.cluster.local" $inside)) .Values.jobManager.restHosts | join ";" -}}
{{- end }}

{{- define "offramp.objectStoreConfiguration" -}}
{{- if eq .Values.state.storage "s3" }}
{{- with .Values.state.s3.endpoint }}
s3.endpoint: {{ . }}
{{- end }}
{{- with .Values.state.s3.region }}
s3.endpoint.region: {{ . }}
{{- end }}
s3.path.style.access: {{ .Values.state.s3.pathStyleAccess }}
{{- end }}
{{- end }}

{{- define "offramp.gpuConfiguration" -}}
{{- if .Values.gpu.enabled }}
external-resources: gpu
external-resource.gpu.amount: {{ .Values.gpu.amount }}
external-resource.gpu.driver-factory.class: org.apache.flink.externalresource.gpu.GPUDriverFactory
external-resource.gpu.kubernetes.config-key: {{ .Values.gpu.resourceName }}
{{- end }}
{{- end }}

{{- define "offramp.openTelemetryConfiguration" -}}
{{- $of := .Values.monitoring.openTelemetry -}}
{{- if $of.enabled }}
{{- $endpoint := required "monitoring.openTelemetry.endpoint is wanted where monitoring.openTelemetry.enabled is true" $of.endpoint }}
metrics.reporter.otel.factory.class: org.apache.flink.metrics.otel.OpenTelemetryMetricReporterFactory
metrics.reporter.otel.interval: {{ $of.interval }}
traces.reporter.otel.factory.class: org.apache.flink.traces.otel.OpenTelemetryTraceReporterFactory
{{- range $signal := list "metrics" "traces" }}
{{ $signal }}.reporter.otel.exporter.protocol: HTTP
{{ $signal }}.reporter.otel.exporter.endpoint: {{ $endpoint }}/v1/{{ $signal }}
{{ $signal }}.reporter.otel.service.name: {{ include "offramp.fullname" $ | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "offramp.operatorConfiguration" }}
kubernetes.operator.job.upgrade.last-state-fallback.enabled: {{ and .Values.state.highAvailability .Values.job.lastStateFallback }}
{{- if and .Values.state.highAvailability .Values.job.maxCheckpointAge }}
kubernetes.operator.job.upgrade.last-state.max.allowed.checkpoint.age: {{ .Values.job.maxCheckpointAge }}
{{- end }}
kubernetes.operator.deployment.rollback.enabled: {{ .Values.job.rollback }}
# a start that is well may take so long: the probes wait for both processes, and the job for its brokers
kubernetes.operator.deployment.readiness.timeout: {{ include "offramp.readinessSeconds" . }} s
{{- with .Values.savepoints.interval }}
kubernetes.operator.periodic.savepoint.interval: {{ . }}
kubernetes.operator.savepoint.history.max.count: {{ $.Values.savepoints.maxCount }}
kubernetes.operator.savepoint.history.max.age: {{ $.Values.savepoints.maxAge }}
{{- end }}
{{- end }}

{{- define "offramp.readinessSeconds" -}}
{{- $seconds := add 60 (include "offramp.seconds" (get .Values.settings.kafka "start-patience" | default "0 s") | int64) -}}
{{- range list .Values.jobManager .Values.taskManager -}}
{{- $probe := .probes.startup -}}
{{- $seconds = add $seconds (int $probe.initialDelaySeconds) (mul $probe.periodSeconds $probe.failureThreshold) -}}
{{- end -}}
{{- $seconds -}}
{{- end }}

{{- define "offramp.autoscalerConfiguration" -}}
{{- with .Values.autoscaler }}
{{- if .enabled }}
job.autoscaler.enabled: true
job.autoscaler.utilization.target: {{ .targetUtilization }}
job.autoscaler.utilization.min: {{ .minUtilization }}
job.autoscaler.utilization.max: {{ .maxUtilization }}
job.autoscaler.stabilization.interval: {{ .stabilizationInterval }}
job.autoscaler.metrics.window: {{ .metricsWindow }}
job.autoscaler.catch-up.duration: {{ .catchUpDuration }}
job.autoscaler.restart.time: {{ .restartTime }}
job.autoscaler.scale-down.interval: {{ .scaleDownInterval }}
job.autoscaler.vertex.min-parallelism: {{ .minParallelism }}
job.autoscaler.vertex.max-parallelism: {{ .maxParallelism }}
# what adds up, steers and reads policies and orders is there once; the ids are Flink's digests of policies, sum-totals, sum-all-totals, throughput-windows, steer, bundles, encode-bundles, canary-analysis
job.autoscaler.vertex.exclude.ids: e9db0df794235da99a672f3d117f1416;0b40b87222187f93053e1ac2cb98c656;7122ff6c72b979dfae2f8c84687ebf4c;8617c4ab5a2801580c3f5601af66b081;a5aa09de80a31879338fa9973b7e919b;bbcc2e10cd016a10daf6403eab2d6641;c02693a7e34e7910e79fa9c7b8076c6f;2357377209676116e0eed47784b0136d
# libtorch's memory is counted by nobody: the sizes stay as they are
job.autoscaler.memory.tuning.enabled: false
{{- with .quota.cpu }}
job.autoscaler.quota.cpu: {{ . }}
{{- end }}
{{- with .quota.memory }}
job.autoscaler.quota.memory: {{ . }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* What no schema can say: values that exclude each other. */}}
{{- define "offramp.checkFlink" -}}
{{- if not .Values.state.highAvailability -}}
{{- if gt (int .Values.jobManager.replicas) 1 -}}
{{- fail "jobManager.replicas above 1 wants state.highAvailability: nobody would say which one leads" -}}
{{- end -}}
{{- if eq .Values.job.upgradeMode "last-state" -}}
{{- fail "job.upgradeMode last-state wants state.highAvailability: the operator finds the last checkpoint by it" -}}
{{- end -}}
{{- if .Values.job.rollback -}}
{{- fail "job.rollback wants state.highAvailability" -}}
{{- end -}}
{{- end -}}
{{- if and .Values.gpu.enabled (contains "/mig-" .Values.gpu.resourceName) (ne (int .Values.gpu.amount) 1) -}}
{{- fail "gpu.amount must be 1 where gpu.resourceName is a MIG slice: CUDA sees one MIG device in a process" -}}
{{- end -}}
{{- with .Values.autoscaler -}}
{{- if and .enabled (gt (int .minParallelism) (int .maxParallelism)) -}}
{{- fail "autoscaler.minParallelism must not be above autoscaler.maxParallelism" -}}
{{- end -}}
{{- end -}}
{{- if and (ne .Values.model.source "image") (not (hasPrefix (printf "%s/" .Values.model.mountPath) .Values.settings.bundle.path)) -}}
{{- fail (printf "settings.bundle.path must lie in %s (model.mountPath) where model.source is %s, was %s" .Values.model.mountPath .Values.model.source .Values.settings.bundle.path) -}}
{{- end -}}
{{- range $key, $_ := .Values.flinkConfiguration -}}
{{- if or (hasPrefix "security.ssl.rest." $key) (hasPrefix "access." $key) (eq "security.ssl.enabled" $key) -}}
{{- fail (printf "flinkConfiguration must not have %s: neither probes nor console have what Flink's REST interface would then ask for; networkPolicy.operatorFrom says who reaches it, see docs/kubernetes.md" $key) -}}
{{- end -}}
{{- end -}}
{{- include "offramp.checkMemory" .Values.taskManager -}}
{{- include "offramp.checkJobManagerMemory" . -}}
{{- end }}

{{/* Flink's JobManager takes at least 512 MiB beside it: metaspace 256, its own buffers 128, and a heap of 128. */}}
{{- define "offramp.checkJobManagerMemory" -}}
{{- $of := .Values.jobManager -}}
{{- $overhead := include "offramp.mebibytes" $of.overheadMemory | int64 -}}
{{- if gt (add 512 $overhead) (include "offramp.mebibytes" $of.memory | int64) -}}
{{- fail (printf "jobManager.memory must be at least %dm, was %s: overheadMemory %s, and 512m of Flink's own" (add 512 $overhead) $of.memory $of.overheadMemory) -}}
{{- end -}}
{{- $tries := and (eq "auto" (get (.Values.settings.stage | default dict) "precision" | default "auto")) (not .Values.gpu.enabled) -}}
{{- if and $tries (lt $overhead 1024) -}}
{{- fail (printf "settings.stage.precision auto tries the bundle in the JobManager: jobManager.overheadMemory must be at least 1g, was %s, or name a precision" $of.overheadMemory) -}}
{{- end -}}
{{- end }}

{{/* Flink takes at least 640 MiB beside these: metaspace 256, its own heap and buffers 256, network 64, and a heap to work in. */}}
{{- define "offramp.checkMemory" -}}
{{- $parts := 640 -}}
{{- range list .offHeapMemory .overheadMemory .managedMemory -}}
{{- $parts = add $parts (include "offramp.mebibytes" . | int64) -}}
{{- end -}}
{{- if gt $parts (include "offramp.mebibytes" .memory | int64) -}}
{{- fail (printf "taskManager.memory must be at least %dm, was %s: offHeapMemory %s, overheadMemory %s, managedMemory %s, and 640m of Flink's own" $parts .memory .offHeapMemory .overheadMemory .managedMemory) -}}
{{- end -}}
{{- end }}
