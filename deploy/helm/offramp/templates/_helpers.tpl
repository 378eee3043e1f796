{{/* Names and labels. */}}

{{- define "offramp.name" -}}
{{- .Values.nameOverride | default .Chart.Name -}}
{{- end }}

{{/* Flink's cluster id: 45 characters, a letter first; a release may have dots and begin with a digit. What is cut keeps apart what was longer by its hash. */}}
{{- define "offramp.fullname" -}}
{{- $name := .Values.fullnameOverride -}}
{{- if not $name -}}
{{- $chart := include "offramp.name" . -}}
{{- $name = contains $chart .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $chart) -}}
{{- end -}}
{{- if gt (len $name) 45 -}}
{{- $name = printf "%s-%s" (trunc 36 $name | trimSuffix ".") (sha256sum $name | trunc 8) -}}
{{- end -}}
{{- $name = $name | replace "." "-" -}}
{{- if not (regexMatch "^[a-z]([-a-z0-9]*[a-z0-9])?$" $name) -}}
{{- fail (printf "Flink takes no name '%s': it must begin with a letter; set fullnameOverride" $name) -}}
{{- end -}}
{{- $name -}}
{{- end }}

{{- define "offramp.selectorLabels" -}}
app.kubernetes.io/name: {{ include "offramp.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "offramp.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "offramp.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: offramp
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* What Flink itself calls its pods. */}}
{{- define "offramp.flinkLabels" -}}
app: {{ include "offramp.fullname" . | quote }}
type: flink-native-kubernetes
{{- end }}

{{/* (dict "root" $ "suffix" "console" "component" "console" "labels" {} "annotations" {} "namespace" "" "name" ""): the metadata of an object. */}}
{{- define "offramp.metadata" -}}
{{- $root := .root -}}
name: {{ .name | default (printf "%s-%s" (include "offramp.fullname" $root) (.suffix | default "") | trimSuffix "-") | quote }}
namespace: {{ .namespace | default $root.Release.Namespace | quote }}
labels:
  {{- $labels := merge (include "offramp.labels" $root | fromYaml) (.labels | default dict) }}
  {{- with .component }}{{ $_ := set $labels "app.kubernetes.io/component" . }}{{ end }}
  {{- toYaml $labels | nindent 2 }}
{{- with merge (dict) (.annotations | default dict) $root.Values.commonAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "offramp.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "offramp.fullname" .) -}}
{{- else -}}
{{- required "serviceAccount.name is wanted where serviceAccount.create is false" .Values.serviceAccount.name -}}
{{- end -}}
{{- end }}

{{/* The task managers', who run bundles and start nothing. */}}
{{- define "offramp.taskManagerAccountName" -}}
{{- $account := .Values.serviceAccount -}}
{{- if $account.create -}}
{{- $account.taskManagerName | default (printf "%s-taskmanager" (include "offramp.serviceAccountName" .)) -}}
{{- else -}}
{{- required "serviceAccount.taskManagerName is wanted where serviceAccount.create is false" $account.taskManagerName -}}
{{- end -}}
{{- end }}

{{/* (dict "root" $ "image" {...}) */}}
{{- define "offramp.image" -}}
{{- if .image.digest -}}
{{- printf "%s@%s" .image.repository .image.digest -}}
{{- else -}}
{{- printf "%s:%s" .image.repository (.image.tag | default .root.Chart.AppVersion) -}}
{{- end -}}
{{- end }}

{{/* Seconds of what a setting writes as 10 min or 30 s; less than one is none. */}}
{{- define "offramp.seconds" -}}
{{- $units := dict "ms" 0 "s" 1 "m" 60 "min" 60 "h" 3600 -}}
{{- mul (regexFind "^[0-9]+" . | int64) (get $units (regexFind "[a-z]+$" .)) -}}
{{- end }}

{{/* Mebibytes of what Flink writes as 1600m or 2g. */}}
{{- define "offramp.mebibytes" -}}
{{- $number := regexFind "^[0-9]+" . | int64 -}}
{{- hasPrefix "g" (regexFind "[a-z]+$" .) | ternary (mul $number 1024) $number -}}
{{- end }}
