{{/* Where bundles come from, beside the image. */}}

{{- define "offramp.modelMount" -}}
{name: models, mountPath: {{ .Values.model.mountPath }}, readOnly: true{{ if and (eq .Values.model.source "claim") .Values.model.claim.subPath }}, subPath: {{ .Values.model.claim.subPath }}{{ end }}}
{{- end }}

{{- define "offramp.modelVolume" -}}
{{- $model := .Values.model -}}
{{- if eq $model.source "imageVolume" -}}
- name: models
  image:
    reference: {{ required "model.imageVolume.reference is wanted where model.source is imageVolume" $model.imageVolume.reference }}
    pullPolicy: {{ $model.imageVolume.pullPolicy }}
{{- else if eq $model.source "claim" -}}
- name: models
  persistentVolumeClaim:
    claimName: {{ required "model.claim.name is wanted where model.source is claim" $model.claim.name | quote }}
    readOnly: true
{{- else if eq $model.source "s3" -}}
- {name: models, emptyDir: {sizeLimit: {{ $model.s3.sizeLimit }}}}
{{- end -}}
{{- end }}

{{- define "offramp.modelInitContainers" -}}
{{- $s3 := .Values.model.s3 -}}
{{- if eq .Values.model.source "s3" -}}
- name: models
  image: {{ $s3.image }}
  command: [aws, s3, sync, --no-progress]
  args:
    - {{ required "model.s3.uri is wanted where model.source is s3" $s3.uri }}
    - {{ .Values.model.mountPath }}
    {{- with $s3.endpoint }}
    - --endpoint-url={{ . }}
    {{- end }}
    {{- with $s3.region }}
    - --region={{ . }}
    {{- end }}
  env:
    - {name: HOME, value: /tmp}
    {{- with $s3.secretName }}
    {{- include "offramp.objectStoreSecret" . | nindent 4 }}
    {{- end }}
  resources:
    requests: {cpu: 100m, memory: 256Mi}
    limits: {memory: 512Mi}
  {{- with .Values.pods.containerSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  volumeMounts:
    - {name: models, mountPath: {{ .Values.model.mountPath }}}
    - {name: tmp, mountPath: /tmp}
{{- end -}}
{{- end }}
