{{/* (dict "peers" LIST "ports" LIST "of" "from"): a rule; no peers are all. */}}
{{- define "offramp.rule" -}}
- ports:
    {{- range .ports }}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
  {{- with .peers }}
  {{ $.of }}:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{- define "offramp.dnsRule" -}}
- ports:
    {{- range .Values.networkPolicy.dnsPorts }}
    - {port: {{ . }}, protocol: UDP}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
  {{- with .Values.networkPolicy.dnsTo }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{- define "offramp.kafkaRule" -}}
{{- include "offramp.rule" (dict "of" "to" "peers" .Values.networkPolicy.kafkaTo "ports" (include "offramp.kafkaPorts" . | fromJsonArray)) -}}
{{- end }}

{{/* The port of a web address. */}}
{{- define "offramp.portOf" -}}
{{- $usual := hasPrefix "http://" . | ternary "80" "443" -}}
{{- regexReplaceAll "^https?://[^/:]*:?([0-9]*).*$" . "${1}" | default $usual -}}
{{- end }}

{{/* The ports of the object stores in use, as a JSON list: those that are said, else those of their addresses. */}}
{{- define "offramp.objectStorePorts" -}}
{{- $said := .Values.networkPolicy.objectStorePorts -}}
{{- $ports := list -}}
{{- range list (dict "used" (eq .Values.state.storage "s3") "at" .Values.state.s3.endpoint) (dict "used" (eq .Values.model.source "s3") "at" .Values.model.s3.endpoint) -}}
{{- if .used -}}
{{- $ports = $said | default (append $ports (include "offramp.portOf" .at | int)) -}}
{{- end -}}
{{- end -}}
{{- toJson ($ports | uniq) -}}
{{- end }}

{{/* The ports of the web servers that bundles are fetched from, as a JSON list; none where no bundle changes. */}}
{{- define "offramp.bundleSourcePorts" -}}
{{- $ports := list -}}
{{- if include "offramp.refreshes" . -}}
{{- range .Values.settings.bundle.sources -}}
{{- if regexMatch "^https?://" . -}}
{{- $ports = append $ports (include "offramp.portOf" . | int) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson ($ports | uniq) -}}
{{- end }}
