{{/* The rights of each principal, as docs/security.md lists them. Read and Write bring Describe with them. */}}

{{/* (dict "root" $ "topic" "frames" "operations" (list "Read")) */}}
{{- define "offramp.topicRight" -}}
- resource: {type: topic, name: {{ include "offramp.topic" . | quote }}, patternType: literal}
  operations: {{ toJson .operations }}
{{- end }}

{{- define "offramp.steers" -}}
{{- $steer := .Values.settings.steer | default dict -}}
{{- range list "latency-p95" "mean-multiply-adds" "multiply-adds-per-second" "accepted-disagreement" -}}
{{- if hasKey $steer . }}true{{ end -}}
{{- end -}}
{{- end }}

{{- define "offramp.smooths" -}}
{{- $results := .Values.settings.results | default dict -}}
{{- if hasKey ($results.smoothing | default dict) "decay" }}true{{ end -}}
{{- end }}

{{- define "offramp.refreshes" -}}
{{- if hasKey .Values.settings.kafka "bundles-topic" }}true{{ end -}}
{{- end }}

{{- define "offramp.groupPrefix" -}}
{{- get .Values.settings.kafka "group-id" | default "offramp" -}}-
{{- end }}

{{- define "offramp.rights.job" -}}
{{- $exactlyOnce := ne (get .Values.settings.kafka "delivery-guarantee" | default "exactly-once") "at-least-once" -}}
{{- $writes := $exactlyOnce | ternary (list "Write" "Read") (list "Write") -}}
{{ include "offramp.topicRight" (dict "root" . "topic" "frames" "operations" (list "Read")) }}
{{ include "offramp.topicRight" (dict "root" . "topic" "policies" "operations" (include "offramp.steers" . | empty | ternary (list "Read") (list "Read" "Write"))) }}
{{- if include "offramp.refreshes" . }}
{{ include "offramp.topicRight" (dict "root" . "topic" "bundles" "operations" (list "Read" "Write")) }}
{{- end }}
{{- range $topic := list "classifications" "rejects" "throughput" }}
{{ include "offramp.topicRight" (dict "root" $ "topic" $topic "operations" $writes) }}
{{- end }}
{{- if include "offramp.smooths" . }}
{{ include "offramp.topicRight" (dict "root" . "topic" "states" "operations" $writes) }}
{{- end }}
- resource: {type: group, name: {{ include "offramp.groupPrefix" . | quote }}, patternType: prefix}
  operations: [Read]
{{- if $exactlyOnce }}
- resource: {type: transactionalId, name: {{ get .Values.settings.kafka "transactional-id-prefix" | default "offramp" | printf "%s-" | quote }}, patternType: prefix}
  operations: [Write]
{{- end }}
{{- end }}

{{- define "offramp.rights.publisher" -}}
{{ include "offramp.topicRight" (dict "root" . "topic" "frames" "operations" (list "Write")) }}
{{- end }}

{{- define "offramp.rights.ingester" -}}
{{ include "offramp.rights.publisher" . }}
{{- end }}

{{- define "offramp.rights.author" -}}
{{ include "offramp.topicRight" (dict "root" . "topic" "policies" "operations" (list "Read" "Write")) }}
{{- if include "offramp.refreshes" . }}
{{ include "offramp.topicRight" (dict "root" . "topic" "bundles" "operations" (list "Read" "Write")) }}
{{- end }}
{{- end }}

{{- define "offramp.rights.reader" -}}
{{- range $topic := list "frames" "policies" "classifications" "rejects" "throughput" }}
{{ include "offramp.topicRight" (dict "root" $ "topic" $topic "operations" (list "Read")) }}
{{- end }}
{{- if include "offramp.refreshes" . }}
{{ include "offramp.topicRight" (dict "root" . "topic" "bundles" "operations" (list "Read")) }}
{{- end }}
- resource: {type: group, name: {{ include "offramp.groupPrefix" . | printf "%sframes" | quote }}, patternType: literal}
  operations: [Describe]
{{- end }}

{{/* Milliseconds of 24h, 30m or 7d. */}}
{{- define "offramp.milliseconds" -}}
{{- $units := dict "s" 1000 "m" 60000 "h" 3600000 "d" 86400000 -}}
{{- mul (regexFind "^[0-9]+" . | int64) (get $units (regexFind "[smhd]$" .)) -}}
{{- end }}
