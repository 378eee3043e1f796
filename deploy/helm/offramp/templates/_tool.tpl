{{/*
A deployment of one command of ./offramp: (dict "root" $ "name" "console" "principal" "reader" "args" LIST "port" 8080 "path" "/" "volumes" "" "mounts" "").
*/}}

{{- define "offramp.toolSelector" -}}
{{ include "offramp.selectorLabels" .root }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{- define "offramp.toolKafka" -}}
{{- $of := get .root.Values .name -}}
{{- include "offramp.kafkaVolume" (dict "root" .root "principal" .principal "sasl" $of.saslSecretName "client" $of.clientSecretName "setting" (printf "%s.clientSecretName" .name)) -}}
{{- end }}

{{- define "offramp.tool" -}}
{{- $root := .root -}}
{{- $of := get $root.Values .name -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "offramp.metadata" (dict "root" $root "suffix" .name "component" .name) | nindent 2 }}
spec:
  replicas: 1
  # two at once would show, or publish, everything twice
  strategy: {type: Recreate}
  selector:
    matchLabels:
      {{- include "offramp.toolSelector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- toYaml (merge (include "offramp.toolSelector" . | fromYaml) $root.Values.commonLabels) | nindent 8 }}
    spec:
      automountServiceAccountToken: false
      enableServiceLinks: false
      {{- with $root.Values.imagePullSecrets }}
      imagePullSecrets:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $root.Values.pods.securityContext }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- range $key := list "nodeSelector" "tolerations" "affinity" }}
      {{- with get $of $key }}
      {{ $key }}:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- end }}
      containers:
        - name: {{ .name }}
          image: {{ include "offramp.image" (dict "root" $root "image" $of.image) }}
          imagePullPolicy: {{ $of.image.pullPolicy }}
          args:
            {{- toYaml (concat .args $of.extraArgs) | nindent 12 }}
          env:
            - {name: HOME, value: /tmp}
            - {name: OFFRAMP_CONFIG, value: "{{ include "offramp.settingsFiles" $of.secretSettings | fromJsonArray | join ":" }}"}
          ports:
            - {name: http, containerPort: {{ .port }}, protocol: TCP}
          startupProbe:
            httpGet: {path: {{ .path }}, port: http}
            periodSeconds: 5
            failureThreshold: 24
          livenessProbe:
            httpGet: {path: {{ .path }}, port: http}
            periodSeconds: 15
            timeoutSeconds: 5
            failureThreshold: 4
          readinessProbe:
            httpGet: {path: {{ .path }}, port: http}
            periodSeconds: 10
            timeoutSeconds: 5
          {{- with $of.resources }}
          resources:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          {{- with $root.Values.pods.containerSecurityContext }}
          securityContext:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          volumeMounts:
            - {name: tmp, mountPath: /tmp}
            - {name: settings, mountPath: /etc/offramp/settings, readOnly: true}
            {{- with include "offramp.secretSettingsMount" $of.secretSettings }}
            {{- . | nindent 12 }}
            {{- end }}
            {{- if include "offramp.toolKafka" . }}
            - {name: kafka, mountPath: /etc/offramp/kafka, readOnly: true}
            {{- end }}
            {{- with .mounts }}
            {{- . | nindent 12 }}
            {{- end }}
      volumes:
        - {name: tmp, emptyDir: {sizeLimit: 1Gi}}
        - name: settings
          configMap:
            name: {{ include "offramp.settingsName" $root }}
        {{- with include "offramp.secretSettingsVolume" (dict "root" $root "of" $of.secretSettings) }}
        {{- . | nindent 8 }}
        {{- end }}
        {{- with include "offramp.toolKafka" . }}
        {{- . | nindent 8 }}
        {{- end }}
        {{- with .volumes }}
        {{- . | nindent 8 }}
        {{- end }}
{{- end }}
