{{/* The job's own settings: those of the values, and what the chart knows beside them. */}}

{{- define "offramp.settings" -}}
{{- $derived := dict "kafka" (dict "properties" (include "offramp.kafkaProperties" . | fromYaml)) -}}
{{- if .Values.gpu.enabled -}}
{{- $_ := set $derived "stage" (dict "device" "gpu") -}}
{{- end -}}
{{- toPrettyJson (mergeOverwrite $derived (deepCopy .Values.settings)) -}}
{{- end }}

{{- define "offramp.settingsName" -}}
{{- include "offramp.fullname" . }}-settings-{{ include "offramp.settings" . | sha256sum | trunc 8 }}
{{- end }}

{{/* What lies over the settings: (dict "root" $ "of" secretSettings) is the volume, empty where there is none. */}}
{{- define "offramp.secretSettingsVolume" -}}
{{- if .of.secretName -}}
- name: secret-settings
  secret:
    secretName: {{ .of.secretName | quote }}
    {{- include "offramp.secretMode" .root | nindent 4 }}
    items:
      - {key: {{ .of.key | quote }}, path: settings.yaml}
{{- end -}}
{{- end }}

{{- define "offramp.secretSettingsMount" -}}
{{- if .secretName -}}
- {name: secret-settings, mountPath: /etc/offramp/secret-settings, readOnly: true}
{{- end -}}
{{- end }}

{{/* The files of settings, each over those before, as a JSON list. */}}
{{- define "offramp.settingsFiles" -}}
{{- $files := list "/etc/offramp/settings/settings.yaml" -}}
{{- if .secretName -}}
{{- $files = append $files "/etc/offramp/secret-settings/settings.yaml" -}}
{{- end -}}
{{- toJson $files -}}
{{- end }}

{{/* Kafka's clients read secrets out of files by themselves: what stands in a setting is only where. */}}
{{- define "offramp.kafkaProperties" -}}
{{- $sasl := .Values.kafka.sasl -}}
{{- $tls := .Values.kafka.tls -}}
{{- if or $sasl.mechanism $tls.enabled }}
security.protocol: {{ if $sasl.mechanism }}SASL_{{ $tls.enabled | ternary "SSL" "PLAINTEXT" }}{{ else }}SSL{{ end }}
config.providers: secret
config.providers.secret.class: org.apache.kafka.common.config.provider.DirectoryConfigProvider
config.providers.secret.param.allowed.paths: /etc/offramp/kafka
{{- end }}
{{- with $sasl.mechanism }}
sasl.mechanism: {{ . }}
sasl.jaas.config: ${secret:/etc/offramp/kafka:sasl.jaas.config}
{{- end }}
{{- if and $tls.enabled (include "offramp.kafkaCaSecret" .) }}
ssl.truststore.type: PEM
ssl.truststore.location: /etc/offramp/kafka/ca.crt
{{- end }}
{{- if and $tls.enabled (include "offramp.kafkaClientSecret" (dict "root" . "principal" "job")) }}
ssl.keystore.type: PEM
ssl.keystore.certificate.chain: ${secret:/etc/offramp/kafka:client.crt}
ssl.keystore.key: ${secret:/etc/offramp/kafka:client.key}
{{- end }}
{{- end }}

{{/* A user of Strimzi's has a Secret of its own name. */}}
{{- define "offramp.strimziSecret" -}}
{{- $strimzi := .root.Values.strimzi -}}
{{- if and $strimzi.enabled $strimzi.users.create (has .principal $strimzi.users.principals) (eq $strimzi.users.authentication .authentication) -}}
{{- include "offramp.fullname" .root }}-{{ .principal -}}
{{- end -}}
{{- end }}

{{- define "offramp.kafkaSaslSecret" -}}
{{- $kafka := .root.Values.kafka -}}
{{- $known := include "offramp.strimziSecret" (merge (dict "authentication" "scram-sha-512") .) -}}
{{- .own | default $known | default $kafka.sasl.secretName -}}
{{- end }}

{{- define "offramp.kafkaClientSecret" -}}
{{- $kafka := .root.Values.kafka -}}
{{- $known := include "offramp.strimziSecret" (merge (dict "authentication" "tls") .) -}}
{{- .own | default $known | default $kafka.tls.clientSecretName -}}
{{- end }}

{{- define "offramp.kafkaCaSecret" -}}
{{- $strimzi := .Values.strimzi -}}
{{- .Values.kafka.tls.caSecretName | default ($strimzi.enabled | ternary (printf "%s-cluster-ca-cert" $strimzi.cluster) "") -}}
{{- end }}

{{/* (dict "root" $ "principal" "job" "sasl" NAME "client" NAME "setting" WHERE-CLIENT-IS-SET): the volume of what Kafka's clients read, empty where they read nothing. */}}
{{- define "offramp.kafkaVolume" -}}
{{- $kafka := .root.Values.kafka -}}
{{- $sasl := include "offramp.kafkaSaslSecret" (dict "root" .root "principal" .principal "own" .sasl) -}}
{{- $client := include "offramp.kafkaClientSecret" (dict "root" .root "principal" .principal "own" .client) -}}
{{- $ca := include "offramp.kafkaCaSecret" .root -}}
{{- if and $kafka.sasl.mechanism (not $sasl) -}}
{{- fail (printf "kafka.sasl.mechanism is %s, and nothing says which Secret has sasl.jaas.config: set kafka.sasl.secretName" $kafka.sasl.mechanism) -}}
{{- end -}}
{{- if and $kafka.tls.enabled (not $client) (include "offramp.kafkaClientSecret" (dict "root" .root "principal" "job")) -}}
{{- fail (printf "the job shows Kafka a certificate, and nothing says which Secret has that of the %s: set %s, or name it in strimzi.users.principals" .principal .setting) -}}
{{- end -}}
{{- if or $kafka.sasl.mechanism (and $kafka.tls.enabled (or $client $ca)) -}}
- name: kafka
  projected:
    {{- include "offramp.secretMode" .root | nindent 4 }}
    sources:
      {{- if $kafka.sasl.mechanism }}
      - secret:
          name: {{ $sasl | quote }}
          items:
            - {key: {{ $kafka.sasl.key | quote }}, path: sasl.jaas.config}
      {{- end }}
      {{- if and $kafka.tls.enabled $ca }}
      - secret:
          name: {{ $ca | quote }}
          items:
            - {key: {{ $kafka.tls.caKey | quote }}, path: ca.crt}
      {{- end }}
      {{- if and $kafka.tls.enabled $client }}
      - secret:
          name: {{ $client | quote }}
          items:
            - {key: {{ $kafka.tls.clientCertificateKey | quote }}, path: client.crt}
            - {key: {{ $kafka.tls.clientKeyKey | quote }}, path: client.key}
      {{- end }}
{{- end -}}
{{- end }}

{{/* A topic's name: (dict "root" $ "topic" "frames"). */}}
{{- define "offramp.topic" -}}
{{- get .root.Values.settings.kafka (printf "%s-topic" .topic) | default (printf "offramp-%s" .topic) -}}
{{- end }}

{{/* The ports of host:port,host:port, as a JSON list. */}}
{{- define "offramp.kafkaPorts" -}}
{{- $ports := .Values.networkPolicy.kafkaPorts -}}
{{- if not $ports -}}
{{- $ports = list -}}
{{- range splitList "," (index .Values.settings.kafka "bootstrap-servers") -}}
{{- $ports = append $ports (regexFind "[0-9]+$" (trim .) | int) -}}
{{- end -}}
{{- end -}}
{{- toJson ($ports | uniq) -}}
{{- end }}
