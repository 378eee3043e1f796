package dev.offramp.it.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Values that a chart has to bear: the examples that are shipped, and what somebody may think of. */
record ChartValues(String name, String release, String yaml) {

    static final String EVERYTHING = """
        commonLabels: {team: vision}
        commonAnnotations: {owner: nobody@example.com}
        imagePullSecrets: [{name: one}, {name: two}]
        job: {parallelism: 8, rollback: true, restartNonce: 3, savepointRedeployNonce: 20261130, initialSavepointPath: "s3://a/b"}
        settings:
          bundle: {path: /models/fashion-mnist-branchy}
          kafka: {bootstrap-servers: "kafka-0:9093,kafka-1:9094", properties: {linger.ms: 20}}
          frames: {max-pixels: 24000000, max-segment-pixels: 2000000000, decode: apart}
          steer: {latency-p95: 300ms}
          results: {order: stream, smoothing: {decay: 0.8}}
          stage: {batch: {max-size: 32}, "2": {batch: {max-size: 8}}}
        secretSettings: {secretName: more}
        kafka: {sasl: {mechanism: SCRAM-SHA-512}, tls: {enabled: true}}
        model: {source: s3, s3: {uri: "s3://models/x", endpoint: "http://minio:9000", region: eu-1, secretName: minio}}
        gpu: {enabled: true, resourceName: nvidia.com/mig-1g.10gb, nodeSelector: {gpu: a100}}
        jobManager: {replicas: 2, podLabels: {a: b}, podAnnotations: {c: d}, affinity: {podAntiAffinity: {}}, priorityClassName: high}
        taskManager: {nodeSelector: {pool: fast}, tolerations: [{operator: Exists}]}
        pods:
          env: [{name: ONEDNN_MAX_CPU_ISA, value: AVX2}, {name: TOKEN, valueFrom: {secretKeyRef: {name: t, key: k}}}]
          envFrom: [{secretRef: {name: all}}]
          volumes: [{name: extra, emptyDir: {}}]
          volumeMounts: [{name: extra, mountPath: /extra}]
          initContainers: [{name: first, image: "busybox:1"}]
          sidecars: [{name: beside, image: "busybox:1"}]
        state: {storage: s3, s3: {bucket: state, endpoint: "https://minio", pathStyleAccess: true, region: eu-1, secretName: minio}}
        savepoints: {interval: 24h, take: before-upgrade}
        autoscaler: {enabled: true, quota: {cpu: 64, memory: 128g}}
        serviceAccount: {name: own, annotations: {role: x}}
        networkPolicy:
          kafkaTo: [{ipBlock: {cidr: 10.0.0.0/8}}]
          apiServerTo: [{ipBlock: {cidr: 10.0.0.1/32}}]
          objectStoreTo: [{ipBlock: {cidr: 10.0.0.2/32}}]
          dnsTo: [{namespaceSelector: {}}]
          extraIngress: [{ports: [{port: 1}]}]
          extraEgress: [{ports: [{port: 2}]}]
        monitoring: {podMonitor: {enabled: true, labels: {release: p}}, prometheusRule: {enabled: true}, dashboard: {enabled: true}, openTelemetry: {enabled: true, endpoint: "https://collector", interval: 1m}}
        strimzi: {enabled: true, cluster: kafka, namespace: strimzi}
        console: {enabled: true, bundle: /models/x, extraArgs: [--no-pictures], from: [{podSelector: {}}], secretSettings: {secretName: page, key: a.yaml}}
        ingest: {enabled: true, camerasSecretName: cameras, secretSettings: {secretName: cams}}
        flinkConfiguration: {heartbeat.timeout: 20000, taskmanager.memory.network.max: 128m}
        """;

    private static final String NOTHING = """
        job: {upgradeMode: stateless, maxCheckpointAge: "", lastStateFallback: false, scheduler: default}
        state: {highAvailability: false, claim: {existingName: mine}}
        serviceAccount: {create: false, name: theirs, taskManagerName: theirs}
        rbac: {create: false}
        networkPolicy: {enabled: false}
        pods: {securityContext: {}, containerSecurityContext: {}}
        jobManager: {topologySpreadConstraints: [], podDisruptionBudget: {enabled: false}}
        taskManager: {topologySpreadConstraints: []}
        """;

    static List<ChartValues> all() throws IOException {
        List<ChartValues> all = new ArrayList<>();
        for (Path example : Chart.examples()) {
            all.add(new ChartValues(example.getFileName().toString(), "demo", Files.readString(example)));
        }
        all.add(of("the chart's own", "{}"));
        all.add(of("everything", EVERYTHING));
        all.add(of("nothing", NOTHING));
        all.add(new ChartValues("a long release", "a-release-whose-name-is-as-long-as-one-may-be-in-helm", "{}"));
        all.add(new ChartValues("a release with dots", "vision.prod.2", "{}"));
        all.add(of(
                "names of its own",
                "{nameOverride: x, fullnameOverride: a-name-that-is-as-long-as-flink-allows-a-name}"));
        all.add(of(
                "names that YAML takes for something else",
                "{fullnameOverride: 'on', nameOverride: 'yes', kafka: {sasl: {mechanism: PLAIN, secretName:"
                        + " '1234'}}, secretSettings: {secretName: '5', key: 'true'}, state: {claim:"
                        + " {existingName: '007', storageClassName: '1'}}, serviceAccount: {name: '42', taskManagerName: 'null'}, settings:"
                        + " {kafka: {frames-topic: '123', group-id: 'no'}}, strimzi: {enabled: true, cluster:"
                        + " '9'}}"));
        all.add(of("an image by digest", "{image: {digest: 'sha256:" + "0a".repeat(32) + "'}}"));
        all.add(of(
                "a GPU in slices",
                "{gpu: {enabled: true, resourceName: nvidia.com/gpu.shared, runtimeClassName: ''}}"));
        all.add(of(
                "two GPUs, no taint", "{gpu: {enabled: true, amount: 2, tolerations: []}, taskManager: {slots: 2}}"));
        all.add(of(
                "a bundle from a claim",
                "{model: {source: claim, claim: {name: m, subPath: a/b}}, settings: {bundle: {path: /models/x}}}"));
        all.add(of(
                "a precision that is named",
                "{settings: {stage: {precision: float32}}, jobManager: {memory: 1600m, overheadMemory: 192m}}"));
        all.add(of(
                "arguments that refer to a secret",
                "{console: {enabled: true, extraArgs: [--property, 'ssl.key.password=${secret:/x:y}']}}"));
        all.add(of("TLS by Java's own authorities", "{kafka: {tls: {enabled: true}}}"));
        all.add(of(
                "certificates of a client",
                "{kafka: {tls: {enabled: true, caSecretName: ca, clientSecretName: me}}, console: {enabled: true}}"));
        all.add(of(
                "Strimzi's certificates",
                "{kafka: {tls: {enabled: true}}, strimzi: {enabled: true, cluster: k, users: {authentication: tls}},"
                        + " ingest: {enabled: true, camerasSecretName: c}}"));
        all.add(of(
                "at least once",
                "{settings: {kafka: {delivery-guarantee: at-least-once}}, strimzi: {enabled: true, cluster: k}}"));
        all.add(of(
                "tools without policies",
                "{networkPolicy: {metricsFrom: [], operatorFrom: []}, console: {enabled: true}}"));
        return all;
    }

    private static ChartValues of(String name, String yaml) {
        return new ChartValues(name, "demo", yaml);
    }

    Manifests rendered() throws IOException {
        return Chart.with(release, yaml);
    }
}
