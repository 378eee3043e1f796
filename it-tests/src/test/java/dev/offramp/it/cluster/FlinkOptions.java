package dev.offramp.it.cluster;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalResourceOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/** The options that Flink declares, with those of the reporter "prom" and of the external resource "gpu". */
record FlinkOptions(Map<String, ConfigOption<?>> byKey) {

    private static final List<Class<?>> DECLARING = List.of(
            CheckpointingOptions.class,
            CoreOptions.class,
            ExternalResourceOptions.class,
            HeartbeatManagerOptions.class,
            HighAvailabilityOptions.class,
            JobManagerOptions.class,
            RestOptions.class,
            TaskManagerOptions.class);

    static FlinkOptions declared() throws IllegalAccessException {
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
        return options;
    }

    /** What Flink would not understand: keys that it does not declare, values that it cannot read. */
    List<String> problems(Configuration config) {
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
