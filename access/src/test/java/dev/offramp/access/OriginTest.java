package dev.offramp.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    private static final String CANCEL = "/jobs/7a/yarn-cancel";

    private final Origin origin = new Origin(new OwnNames(List.of("flink")));

    @Test
    void another_name_is_refused_whatever_the_browser_says_of_the_page() {
        assertThat(refusal("/jobs", Map.of("Host", "evil.example", "Sec-Fetch-Site", "same-origin")))
                .contains(Refusal.ANOTHER_NAME);
        assertThat(refusal("/", Map.of("Host", "evil.example"))).contains(Refusal.ANOTHER_NAME);
    }

    @Test
    void what_only_reads_needs_no_proof() {
        assertThat(refusal("/jobs/7a", Map.of())).isEmpty();
        assertThat(refusal("/jobs/yarn-cancel/config", Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CANCEL,
                "/jobs/7a/yarn-stop",
                "/v1/jobs/7a/yarn-cancel",
                "/jobs/7a/yarn-cancel?x=1",
                "/jobs/7a/yarn-cancel/",
                "//jobs/7a/yarn-cancel//",
                "/jobs/7a/yarn%2Dcancel",
                "/jobs/7a/yarn%252Dcancel",
                "/jobs%2F7a%2Fyarn-cancel",
                "/jobs/7a/yarn-cancel#x"
            })
    void a_path_by_which_get_changes_a_job_wants_proof_however_it_is_written(String path) {
        assertThat(refusal(path, Map.of())).contains(Refusal.CHANGES_BY_GET);
        assertThat(refusal(path, Map.of("Sec-Fetch-Site", "same-origin"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, none",
        "Referer, http://evil.example/flink:8081/",
        "Referer, http://flink:8081.evil.example/",
        "Referer, http://flink/",
        "Referer, ''",
        "X-Anything, http://flink:8081/"
    })
    void what_is_no_proof(String header, String value) {
        assertThat(refusal(CANCEL, Map.of(header, value))).contains(Refusal.CHANGES_BY_GET);
    }

    @ParameterizedTest
    @CsvSource({
        "Referer, http://flink:8081/",
        "Referer, http://FLINK:8081/#/job/running",
        "Referer, http://flink:8081",
        "Origin, http://flink:8081"
    })
    void in_the_clear_on_a_network_flink_s_own_page_says_where_it_stands(String header, String value) {
        assertThat(refusal(CANCEL, Map.of(header, value))).isEmpty();
    }

    @Test
    void a_path_that_nobody_can_decode_is_no_way_to_change_anything() {
        assertThat(refusal("/jobs/7a/yarn-cancel%zz", Map.of())).isEmpty();
    }

    private Optional<Refusal> refusal(String uri, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(Map.of("Host", "flink:8081"));
        all.putAll(headers);
        return origin.refusal("GET", uri, all::get);
    }
}
