package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.registry.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class TopicSubjectsTest {

    @Test
    void the_usual_record_of_a_topic_is_its_value_and_others_go_by_their_names_too() {
        assertThat(names(Map.of()))
                .containsExactly(
                        "offramp-frames-value",
                        "offramp-frames-dev.offramp.schema.Segment",
                        "offramp-frames-dev.offramp.schema.EndOfStream",
                        "offramp-policies-value",
                        "offramp-classifications-value",
                        "offramp-classifications-dev.offramp.schema.Gap",
                        "offramp-rejects-value",
                        "offramp-throughput-value");
    }

    @Test
    void states_are_among_them_where_there_are_any() {
        assertThat(names(Map.of("results.order", "stream", "results.smoothing.decay", "0.8")))
                .contains("offramp-states-value");
    }

    @Test
    void orders_reports_and_decisions_are_among_them_once_where_bundles_change() {
        assertThat(names(Map.of("kafka.bundles-topic", "bundles")))
                .containsOnlyOnce(
                        "bundles-value",
                        "bundles-dev.offramp.schema.BundleReport",
                        "bundles-dev.offramp.schema.BundleDecision");
    }

    @Test
    void schemas_are_registered_as_their_files_have_them() {
        assertThat(TopicSubjects.frames("frames"))
                .extracting(subject -> subject.schema().toString())
                .noneMatch(json -> json.contains("avro.java.string"))
                .allMatch(json -> json.contains("\"doc\""));
    }

    private static List<String> names(Map<String, String> settings) {
        KafkaSettings kafka = KafkaSettings.from(Configuration.fromMap(settings), new ArrayList<>());
        return new TopicSubjects(kafka.topics())
                .all().stream().map(Subject::name).toList();
    }
}
