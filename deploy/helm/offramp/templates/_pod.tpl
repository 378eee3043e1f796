{{/*
The template of a pod of Flink: (dict "root" $ "role" "jobManager"). Each role has a whole one, for the operator would join the
lists of a common one and of a role's by their positions. The JobManager alone reads the settings; others of them have another name,
which is another specification, and the operator upgrades the job.
*/}}

{{- define "offramp.podTemplate" -}}
{{- $root := .root -}}
{{- $v := $root.Values -}}
{{- $of := get $v .role -}}
{{- $isTask := eq .role "taskManager" -}}
metadata:
  labels:
    {{- $labels := merge (include "offramp.selectorLabels" $root | fromYaml) $v.commonLabels $of.podLabels }}
    {{- toYaml $labels | nindent 4 }}
  {{- with $of.podAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- with $v.pods.securityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  terminationGracePeriodSeconds: {{ $v.pods.terminationGracePeriodSeconds }}
  enableServiceLinks: false
  {{- if and $isTask (not $v.state.highAvailability) }}
  # without leaders to find it asks the API server nothing
  automountServiceAccountToken: false
  {{- end }}
  {{- with $of.priorityClassName }}
  priorityClassName: {{ . | quote }}
  {{- end }}
  {{- $gpu := and $isTask $v.gpu.enabled }}
  {{- if and $gpu $v.gpu.runtimeClassName }}
  runtimeClassName: {{ $v.gpu.runtimeClassName | quote }}
  {{- end }}
  {{- with merge (dict) $of.nodeSelector ($gpu | ternary $v.gpu.nodeSelector dict) }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with concat $of.tolerations ($gpu | ternary $v.gpu.tolerations list) }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $of.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $of.topologySpreadConstraints }}
  topologySpreadConstraints:
    {{- range . }}
    {{- $selector := merge (include "offramp.flinkLabels" $root | fromYaml) (dict "component" ($isTask | ternary "taskmanager" "jobmanager")) }}
    - {{ toYaml (merge (dict "labelSelector" (dict "matchLabels" $selector)) .) | nindent 6 | trim }}
    {{- end }}
  {{- end }}
  {{- with concat (include "offramp.modelInitContainers" $root | fromYamlArray) $v.pods.initContainers }}
  initContainers:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: flink-main-container # the operator knows it by this name
      {{- with $v.pods.containerSecurityContext }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      ports:
        - name: metrics
          containerPort: 9249
          protocol: TCP
      {{- include (printf "offramp.%sProbes" .role) $root | trim | nindent 6 }}
      env:
        {{- include "offramp.environment" $root | nindent 8 }}
      {{- with $v.pods.envFrom }}
      envFrom:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      volumeMounts:
        {{- include "offramp.volumeMounts" (merge (dict "isTask" $isTask) $root) | nindent 8 }}
    {{- with $v.pods.sidecars }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    {{- include "offramp.volumes" (merge (dict "isTask" $isTask) $root) | nindent 4 }}
{{- end }}

{{- define "offramp.environment" -}}
# where a read-only root leaves libraries room to unpack themselves; those that know neither take /tmp
- {name: DJL_CACHE_DIR, value: /var/cache/offramp/djl}
- {name: XDG_CACHE_HOME, value: /var/cache/offramp}
{{- if eq .Values.state.storage "s3" }}
- {name: ENABLE_BUILT_IN_PLUGINS, value: {{ .Values.state.s3.plugin }}}
{{- with .Values.state.s3.secretName }}
{{ include "offramp.objectStoreSecret" . }}
{{- end }}
{{- end }}
{{- with .Values.pods.env }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* Read by the group of the volumes alone, where there is one. */}}
{{- define "offramp.secretMode" -}}
{{- if hasKey .Values.pods.securityContext "fsGroup" -}}
defaultMode: 0440
{{- end -}}
{{- end }}

{{- define "offramp.objectStoreSecret" -}}
- name: AWS_ACCESS_KEY_ID
  valueFrom:
    secretKeyRef: {name: {{ . | quote }}, key: AWS_ACCESS_KEY_ID}
- name: AWS_SECRET_ACCESS_KEY
  valueFrom:
    secretKeyRef: {name: {{ . | quote }}, key: AWS_SECRET_ACCESS_KEY}
{{- end }}

{{- define "offramp.volumeMounts" -}}
- {name: tmp, mountPath: /tmp}
- {name: log, mountPath: /opt/flink/log}
- {name: native, mountPath: /var/cache/offramp}
{{- if not .isTask }}
- {name: settings, mountPath: /etc/offramp/settings, readOnly: true}
{{- with include "offramp.secretSettingsMount" .Values.secretSettings }}
{{ . }}
{{- end }}
{{- end }}
{{- if include "offramp.kafkaVolume" (dict "root" . "principal" "job") }}
- {name: kafka, mountPath: /etc/offramp/kafka, readOnly: true}
{{- end }}
{{- if eq .Values.state.storage "claim" }}
- {name: state, mountPath: /offramp-state}
{{- else }}
- {name: s3-plugin, mountPath: /opt/flink/plugins/{{ trimSuffix ".jar" .Values.state.s3.plugin }}}
{{- end }}
{{- if ne .Values.model.source "image" }}
- {{ include "offramp.modelMount" . }}
{{- end }}
{{- with .Values.pods.volumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "offramp.volumes" -}}
{{- $scratch := .Values.pods.scratch -}}
- {name: tmp, emptyDir: {sizeLimit: {{ $scratch.tmp }}}}
- {name: log, emptyDir: {sizeLimit: {{ $scratch.log }}}}
- {name: native, emptyDir: {sizeLimit: {{ $scratch.native }}}}
{{- if not .isTask }}
- name: settings
  configMap:
    name: {{ include "offramp.settingsName" . }}
{{- with include "offramp.secretSettingsVolume" (dict "root" . "of" .Values.secretSettings) }}
{{ . }}
{{- end }}
{{- end }}
{{- with include "offramp.kafkaVolume" (dict "root" . "principal" "job") }}
{{ . }}
{{- end }}
{{- if eq .Values.state.storage "claim" }}
- name: state
  persistentVolumeClaim:
    claimName: {{ .Values.state.claim.existingName | default (printf "%s-state" (include "offramp.fullname" .)) | quote }}
{{- else }}
# Flink's entrypoint links the plugin into it
- {name: s3-plugin, emptyDir: {sizeLimit: 1Mi}}
{{- end }}
{{- with include "offramp.modelVolume" . }}
{{ . }}
{{- end }}
{{- with .Values.pods.volumes }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/*
Flink's REST interface answers 503 as long as nobody leads: that is no reason to end a process, but one to send nobody to it.
*/}}
{{- define "offramp.jobManagerProbes" -}}
{{- $probes := .Values.jobManager.probes -}}
{{- range $name := list "startup" "liveness" "readiness" }}
{{ $name }}Probe:
  {{- if ne $name "readiness" }}
  tcpSocket: {port: 8081}
  {{- else }}
  httpGet: {path: /config, port: 8081}
  {{- end }}
  {{- toYaml (get $probes $name) | nindent 2 }}
{{- end }}
{{- end }}

{{- define "offramp.taskManagerProbes" -}}
{{- $probes := .Values.taskManager.probes -}}
{{- range $name := list "startup" "liveness" "readiness" }}
{{ $name }}Probe:
  tcpSocket: {port: 6122}
  {{- toYaml (get $probes $name) | nindent 2 }}
{{- end }}
{{- end }}
