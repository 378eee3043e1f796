package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.offramp.bundle.Precision;
import dev.offramp.stage.StageOptions;
import dev.offramp.stage.StageSettings;
import dev.offramp.stage.WantedPrecision;
import dev.offramp.stage.WirePrecision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    private Path folder;

    private static final String BUNDLE = "../model-artifacts/bundles/fashion-mnist-branchy";

    @Test
    void defaults_and_a_broker_and_a_bundle_are_enough() throws Exception {
        Settings settings = Settings.from(config(Map.of()));

        assertThat(settings.placement()).isEqualTo(Placement.COLOCATED);
        assertThat(settings.stages()).hasSameSizeAs(settings.bundle().stages());
    }

    @Test
    void all_problems_are_reported_in_one_message() {
        SettingsException refused = refused(Map.of(
                "bundle.path", "/nowhere",
                "kafka.bootstrap-servers", "",
                "stage.batch.max-size", "0",
                "frames.max-aspect", "0.5",
                "job.placement", "somewhere",
                "stage.device", "abacus",
                "kafka.bootstrap-server", "typo:1",
                "throughput.window", "1500 ms"));

        assertThat(refused.problems()).hasSize(8);
        assertThat(refused)
                .hasMessageContaining("there is no manifest.json")
                .hasMessageContaining("kafka.bootstrap-servers is required")
                .hasMessageContaining("stage.batch.max-size must be")
                .hasMessageContaining("frames.max-aspect must be")
                .hasMessageContaining("job.placement cannot be read")
                .hasMessageContaining("stage.device cannot be read")
                .hasMessageContaining("unknown option kafka.bootstrap-server; did you mean")
                .hasMessageContaining("throughput.window must be whole seconds");
    }

    @Test
    void answers_of_labels_are_not_smoothed_to_one_state() {
        SettingsException refused = refused(Map.of(
                "bundle.path", "../model-artifacts/bundles/fashion-mosaics-labels",
                "results.order", "stream",
                "results.smoothing.decay", "0.9"));

        assertThat(refused.problems())
                .containsExactly("results.smoothing.decay needs a bundle that classifies, fashion-mosaics-labels 1.0.0"
                        + " is for multi-label");
    }

    @Test
    void a_bundle_that_nobody_signed_is_not_served_where_keys_are_configured() throws Exception {
        Path key = Files.writeString(folder.resolve("release.pem"), """
                -----BEGIN PUBLIC KEY-----
                MCowBQYDK2VwAyEAfK8Jax/HPTcJt27t7eBX5eW/DtHQwke1vxOaduhLpDE=
                -----END PUBLIC KEY-----
                """);

        assertThat(refused(Map.of("bundle.keys", key.toString())).problems())
                .singleElement()
                .asString()
                .endsWith("it is not signed, and bundle.keys wants it signed: manifest.sig is missing");
        assertThat(refused(Map.of("bundle.roots", folder.toString())).problems())
                .singleElement()
                .asString()
                .contains("which is under none of bundle.roots: ");
    }

    @Test
    void streams_cannot_be_grouped_by_what_is_no_expression() {
        assertThat(refused(Map.of("throughput.group-by", "[^/+/")).problems())
                .singleElement()
                .asString()
                .startsWith("throughput.group-by must be a regular expression, was [^/+/: ");
    }

    @Test
    void a_stage_can_be_set_apart_from_the_others() throws Exception {
        Settings settings = Settings.from(config(Map.of("stage.2.batch.max-size", "4", "stage.batch.max-size", "32")));

        assertThat(settings.stages().get(0).maxBatchSize()).isEqualTo(32);
        assertThat(settings.stages().get(1).maxBatchSize()).isEqualTo(4);
    }

    @Test
    void what_cannot_be_set_for_one_stage_is_an_unknown_option() {
        assertThat(refused(Map.of("stage.2.intra-op-threads", "4")))
                .hasMessageContaining("unknown option stage.2.intra-op-threads");
    }

    @Test
    void settings_that_contradict_each_other_are_refused() {
        assertThat(refused(Map.of(
                                "stage.2.device", "gpu",
                                "stage.3.parallelism", "2",
                                "stage.9.batch.max-size", "4",
                                "execution.checkpointing.mode", "AT_LEAST_ONCE",
                                "rejects.max-original-bytes", "2mb"))
                        .problems())
                .hasSize(5)
                .anySatisfy(problem -> assertThat(problem).contains("different devices need job.placement"))
                .anySatisfy(problem -> assertThat(problem).contains("stage.parallelism needs job.placement"))
                .anySatisfy(problem -> assertThat(problem).contains("stage.9.batch.max-size is for a stage"))
                .anySatisfy(problem -> assertThat(problem).contains("exactly-once needs exactly-once checkpoints"))
                .anySatisfy(problem -> assertThat(problem).contains("rejects.max-original-bytes must be at most"));
    }

    @Test
    void the_network_runs_in_the_precision_that_is_named_and_results_will_say_so() throws Exception {
        Settings settings = Settings.from(config(Map.of("stage.precision", "bfloat16")));

        assertThat(settings.bundle().id().version()).isEqualTo("1.0.0+bfloat16");
        assertThat(settings.bundle().stages().get(0).file()).endsWith("stage-1-bfloat16.pt");
        assertThat(settings.precision().reason()).isEqualTo("stage.precision names it");
        assertThat(Settings.from(config(Map.of("stage.precision", "float32")))
                        .bundle()
                        .id()
                        .version())
                .isEqualTo("1.0.0");
    }

    @Test
    void nobody_has_to_ask_for_the_fastest() {
        assertThat(StageOptions.PRECISION.defaultValue()).isEqualTo(WantedPrecision.AUTO);
    }

    @Test
    void auto_is_float32_on_a_gpu_and_says_why() throws Exception {
        Settings settings = Settings.from(config(Map.of("stage.precision", "auto", "stage.device", "gpu")));

        assertThat(settings.precision().precision()).isEqualTo(Precision.FLOAT32);
        assertThat(settings.precision().reason()).contains("auto measures on the CPU");
    }

    @Test
    void auto_keeps_float32_where_no_variant_is_accurate_enough() throws Exception {
        Settings settings = Settings.from(config(Map.of("stage.precision", "auto", "stage.precision-tolerance", "0")));

        assertThat(settings.bundle().id().version()).isEqualTo("1.0.0");
        assertThat(settings.precision().reason()).contains("stay within 0.00 points");
    }

    @Test
    void auto_serves_what_it_chose_and_says_what_it_measured() throws Exception {
        Settings settings = Settings.from(config(Map.of("stage.precision", "auto")));

        assertThat(settings.bundle().stages().get(0).precision())
                .isEqualTo(settings.precision().precision());
        assertThat(settings.precision().reason()).contains("float32 ").contains("bfloat16 ");
    }

    @Test
    void a_precision_that_cannot_be_served_is_refused() {
        assertThat(refused(Map.of("stage.precision", "float16")))
                .hasMessageContaining(
                        "stage.precision is float16, bundle fashion-mnist-branchy 1.0.0 has [float32, bfloat16]");
        assertThat(refused(Map.of("stage.precision-tolerance", "-1")))
                .hasMessageContaining("stage.precision-tolerance must be 0 to 1, was -1.0");
    }

    @Test
    void a_wire_precision_is_for_stages_that_a_network_lies_between() throws Exception {
        assertThat(refused(Map.of("stage.wire-precision", "bfloat16")))
                .hasMessageContaining("stage.wire-precision needs job.placement: disaggregated");

        Settings settings =
                Settings.from(config(Map.of("job.placement", "disaggregated", "stage.2.wire-precision", "float16")));
        assertThat(settings.stages())
                .extracting(StageSettings::wire)
                .containsExactly(WirePrecision.EXACT, WirePrecision.FLOAT16, WirePrecision.EXACT, WirePrecision.EXACT);
    }

    @Test
    void a_warm_up_longer_than_a_minute_is_refused() {
        assertThat(refused(Map.of("stage.warm-up", "61 s"))).hasMessageContaining("stage.warm-up must be 0 to 1 min");
    }

    @Test
    void properties_of_kafkas_own_clients_pass_through() throws Exception {
        Settings settings = Settings.from(config(Map.of("kafka.properties.security.protocol", "SSL")));

        assertThat(settings.kafka().clientProperties()).containsEntry("security.protocol", "SSL");
    }

    @Test
    void an_override_wins_over_the_file_and_keys_of_flink_pass_through(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("offramp.yaml");
        Files.writeString(file, "kafka:\n  group-id: from-file\nstage.batch.max-size: 4\nparallelism.default: 3\n");

        Configuration config = SettingsSource.read(List.of(file), List.of("kafka.group-id=from-override"));

        assertThat(config.toMap())
                .containsEntry("kafka.group-id", "from-override")
                .containsEntry("stage.batch.max-size", "4")
                .containsEntry("parallelism.default", "3");
    }

    @Test
    void a_missing_file_and_a_crooked_override_are_refused_by_name() {
        assertThat(catchThrowableOfType(
                        SettingsException.class, () -> SettingsSource.read(List.of(Path.of("no.yaml")), List.of())))
                .hasMessageContaining("there is no settings file no.yaml");
        assertThat(catchThrowableOfType(
                        SettingsException.class, () -> SettingsSource.read(List.of(), List.of("novalue"))))
                .hasMessageContaining("--set wants key=value, was 'novalue'");
    }

    @Test
    void the_safeguards_of_the_pipeline_cannot_be_switched_off() throws Exception {
        Configuration user = config(Map.of(
                "pipeline.generic-types", "true",
                "pipeline.auto-generate-uids", "true",
                "pipeline.operator-chaining.enabled", "false"));

        assertThat(FlinkDefaults.under(user, Settings.from(user)).toMap())
                .containsEntry("pipeline.generic-types", "false")
                .containsEntry("pipeline.auto-generate-uids", "false")
                .containsEntry("pipeline.operator-chaining.enabled", "true");
    }

    @Test
    void an_option_of_steering_is_checked_as_any_other() {
        assertThat(refused(Map.of("steer.latency-p59", "1 s")))
                .hasMessageContaining("unknown option steer.latency-p59");
        assertThat(refused(Map.of("steer.latency-p95", "soon")))
                .hasMessageContaining("steer.latency-p95 cannot be read");
    }

    @Test
    void a_transaction_must_outlive_the_time_between_checkpoints() {
        assertThat(refused(Map.of("execution.checkpointing.interval", "10 min")))
                .hasMessageContaining("execution.checkpointing.interval must be at most 415 s");
    }

    private static SettingsException refused(Map<String, String> entries) {
        return catchThrowableOfType(SettingsException.class, () -> Settings.from(config(entries)));
    }

    private static Configuration config(Map<String, String> entries) {
        Map<String, String> all = new HashMap<>(Map.of(
                "kafka.bootstrap-servers", "none:1",
                "bundle.path", BUNDLE,
                "stage.precision", "float32")); // auto takes seconds
        all.putAll(entries);
        return Configuration.fromMap(all);
    }
}
