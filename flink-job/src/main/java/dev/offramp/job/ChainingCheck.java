package dev.offramp.job;

import java.util.List;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Whether operators share tasks, as they must where bundles change: what one of them opens, those behind it in its task use. */
record ChainingCheck(ReadableConfig config, Settings settings) {

    List<String> problems() {
        return settings.refresh().isPresent() && !config.get(PipelineOptions.OPERATOR_CHAINING)
                ? List.of(PipelineOptions.OPERATOR_CHAINING.key() + " must be true where kafka.bundles-topic is set")
                : List.of();
    }
}
