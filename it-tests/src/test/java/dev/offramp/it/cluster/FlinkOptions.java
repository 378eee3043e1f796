package dev.offramp.it.cluster;

import static org.apache.flink.configuration.ConfigOptions.key;

import dev.offramp.access.AccessOptions;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.autoscaler.config.AutoScalerOptions;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalResourceOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;

/** The options that Flink and its operator declare, and those of access, of the reporters "prom" and "otel", of the resource "gpu" and of S3. */
public record FlinkOptions(Map<String, ConfigOption<?>> byKey) {

    private static final List<Class<?>> DECLARING = List.of(
            BlobServerOptions.class,
            CheckpointingOptions.class,
            CoreOptions.class,
            ExternalResourceOptions.class,
            HeartbeatManagerOptions.class,
            HighAvailabilityOptions.class,
            JobManagerOptions.class,
            KubernetesConfigOptions.class,
            MetricOptions.class,
            NettyShuffleEnvironmentOptions.class,
            RestOptions.class,
            SecurityOptions.class,
            TaskManagerOptions.class,
            AutoScalerOptions.class);

    public static FlinkOptions declared() throws IllegalAccessException {
        FlinkOptions options = new FlinkOptions(new HashMap<>());
        for (Class<?> declaring : DECLARING) {
            for (Field field : declaring.getFields()) {
                if (field.getType() == ConfigOption.class) {
                    options.add((ConfigOption<?>) field.get(null));
                }
            }
        }
        String reporter = ConfigConstants.METRICS_REPORTER_PREFIX + "prom.";
        options.add(key(reporter + "factory.class").stringType().noDefaultValue());
        options.add(key(reporter + "port").stringType().noDefaultValue());
        options.addOpenTelemetrys();
        options.add(key(ExternalResourceOptions.getAmountConfigOptionForResource("gpu"))
                .longType()
                .noDefaultValue());
        options.add(key(ExternalResourceOptions.getExternalResourceDriverFactoryConfigOptionForResource("gpu"))
                .stringType()
                .noDefaultValue());
        options.add(
                key(ExternalResourceOptions.getSystemConfigKeyConfigOptionForResource("gpu", "kubernetes.config-key"))
                        .stringType()
                        .noDefaultValue());
        AccessOptions.ALL.forEach(options::add);
        options.addOperators();
        options.addHadoops();
        return options;
    }

    /** Of the reporters in Flink's plugin metrics-otel. */
    private void addOpenTelemetrys() {
        for (String signal : List.of("metrics", "traces")) {
            String reporter = signal + ".reporter.otel.";
            add(key(reporter + "factory.class").stringType().noDefaultValue());
            add(key(reporter + "exporter.protocol").stringType().noDefaultValue());
            add(key(reporter + "exporter.endpoint").stringType().noDefaultValue());
            add(key(reporter + "service.name").stringType().noDefaultValue());
        }
        add(key("metrics.reporter.otel.interval").durationType().noDefaultValue());
    }

    /** Of Flink's Kubernetes operator 1.15 (KubernetesOperatorConfigOptions, AutoScalerOptions), newer than what Maven Central has. */
    private void addOperators() {
        String upgrade = "kubernetes.operator.job.upgrade.";
        add(key(upgrade + "last-state-fallback.enabled").booleanType().noDefaultValue());
        add(key(upgrade + "last-state.max.allowed.checkpoint.age")
                .durationType()
                .noDefaultValue());
        add(key("kubernetes.operator.deployment.rollback.enabled").booleanType().noDefaultValue());
        add(key("kubernetes.operator.deployment.readiness.timeout")
                .durationType()
                .noDefaultValue());
        add(key("kubernetes.operator.periodic.savepoint.interval")
                .durationType()
                .noDefaultValue());
        add(key("kubernetes.operator.savepoint.history.max.count").intType().noDefaultValue());
        add(key("kubernetes.operator.savepoint.history.max.age").durationType().noDefaultValue());
        for (String utilization : List.of("target", "min", "max")) {
            add(key("job.autoscaler.utilization." + utilization).doubleType().noDefaultValue());
        }
    }

    /** What flink-s3-fs-hadoop hands on to Hadoop, as {@code fs.s3a.*}. */
    private void addHadoops() {
        add(key("s3.endpoint").stringType().noDefaultValue());
        add(key("s3.endpoint.region").stringType().noDefaultValue());
        add(key("s3.path.style.access").booleanType().noDefaultValue());
        add(key("s3.aws.credentials.provider").stringType().noDefaultValue());
    }

    /** What Flink would not understand: keys that it does not declare, values that it cannot read. */
    public List<String> problems(Configuration config) {
        return config.toMap().entrySet().stream()
                .filter(entry -> !isReadable(config, entry.getKey()))
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
    }

    private boolean isReadable(Configuration config, String key) {
        try {
            return byKey.containsKey(key) && config.getOptional(byKey.get(key)).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void add(ConfigOption<?> option) {
        byKey.put(option.key(), option);
    }
}
