package dev.offramp.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StartOptionsTest {

    @Test
    void what_was_given_is_given_again_and_a_shell_reads_each_word_as_one() {
        assertThat(StartOptions.of(List.of("--set", "job.name=a 'b'", "--parallelism", "2"))
                        .commandFrom("file:/my savepoints/1"))
                .isEqualTo(
                        "./offramp run --from 'file:/my savepoints/1' --set 'job.name=a '\\''b'\\''' --parallelism 2");
    }

    @Test
    void every_option_but_the_savepoint_is_kept_with_paths_that_lead_there_from_anywhere() {
        assertThat(words(
                        "--config=job.yaml",
                        "--config=/etc/secret.yaml",
                        "--bootstrap=kafka:9092",
                        "--bundle=/bundles/./one",
                        "-p",
                        "3",
                        "--from=/s/1",
                        "--set=kafka.group-id=g"))
                .containsExactly(
                        "--config",
                        System.getProperty("user.dir") + "/job.yaml",
                        "--config",
                        "/etc/secret.yaml",
                        "--bootstrap",
                        "kafka:9092",
                        "--bundle",
                        "/bundles/one",
                        "--parallelism",
                        "3",
                        "--set",
                        "kafka.group-id=g");
    }

    @Test
    void secrets_are_withheld() {
        assertThat(words(
                        "--property=security.protocol=SASL_SSL",
                        "--property=sasl.jaas.config=user and password",
                        "--property=ssl.keystore.key=-----BEGIN",
                        "--set=kafka.properties.ssl.truststore.password=two"))
                .containsExactly(
                        "--property",
                        "security.protocol=SASL_SSL",
                        "--property",
                        "sasl.jaas.config=...",
                        "--property",
                        "ssl.keystore.key=...",
                        "--set",
                        "kafka.properties.ssl.truststore.password=...");
    }

    @Test
    void they_stand_beside_the_parameters_that_the_job_has() {
        Configuration job = new Configuration();
        job.set(PipelineOptions.GLOBAL_JOB_PARAMETERS, Map.of("team", "vision"));

        Map<String, String> parameters =
                StartOptions.of(List.of("--bundle", "/b")).over(job).get(PipelineOptions.GLOBAL_JOB_PARAMETERS);

        assertThat(parameters).containsEntry("team", "vision");
        assertThat(StartOptions.in(parameters)).contains(new StartOptions("--bundle /b"));
        assertThat(StartOptions.in(Map.of("team", "vision"))).isEmpty();
    }

    private static List<String> words(String... arguments) {
        return CommandLine.populateCommand(new SettingsOptions(), arguments).words(StartOptions.WITHHELD);
    }
}
