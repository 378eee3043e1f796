package dev.offramp.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnNamesTest {

    private final OwnNames names = new OwnNames(List.of("Flink.Example", " jobmanager-2 "));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8081",
                "flink.example",
                "FLINK.example:443",
                "jobmanager-2:8081",
                "127.0.0.1",
                "127.0.0.2:8081",
                "192.0.2.1:8081",
                "[::1]",
                "[::1]:8081",
                "[fe80::1]:8081",
                "::1:8081", // as Flink's own client writes it
                "::ffff:127.0.0.1"
            })
    void what_leads_here_by_right(String host) {
        assertThat(names.have(host)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                ":8081",
                "evil.example",
                "evil.example:8081",
                "flink.example.evil.example",
                "x.flink.example",
                "127.0.0.1.evil.example",
                "1.2.3.4.5",
                "evil.example/127.0.0.1",
                "localhost.evil.example:8081",
                "localhost:8081:evil",
                "abc",
                "cafe.de"
            })
    void what_somebody_else_may_lead_here(String host) {
        assertThat(names.have(host)).isFalse();
    }

    @Test
    void a_job_manager_has_the_names_of_its_settings() {
        var settings = new Configuration();
        settings.set(RestOptions.BIND_ADDRESS, "rest.internal");
        settings.set(JobManagerOptions.ADDRESS, "jobmanager");
        settings.setString("access.hosts", "flink.example;other.example");

        OwnNames known = OwnNames.in(settings);

        assertThat(List.of("rest.internal", "jobmanager", "flink.example", "other.example", "localhost"))
                .allMatch(known::have);
        assertThat(known.have("evil.example")).isFalse();
    }

    /** Images of Flink have 0.0.0.0 as the address of REST, and a name as that of the JobManager. */
    @Test
    void the_job_manager_s_own_name_counts_beside_that_of_rest() {
        var settings = new Configuration();
        settings.set(RestOptions.ADDRESS, "0.0.0.0");
        settings.set(JobManagerOptions.ADDRESS, "jobmanager");

        assertThat(OwnNames.in(settings).have("jobmanager:8081")).isTrue();
    }
}
