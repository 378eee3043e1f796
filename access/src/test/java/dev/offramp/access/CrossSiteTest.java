package dev.offramp.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossSiteTest {

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "something-new"})
    void what_a_browser_says_is_of_another_page_is(String site) {
        assertThat(asks("POST", "/jars/upload", Map.of("Sec-Fetch-Site", site))).isTrue();
        assertThat(asks("GET", "/jobs", Map.of("Sec-Fetch-Site", site))).isTrue();
    }

    /** Behind a proxy that asks under another name, the browser alone knows. */
    @ParameterizedTest
    @ValueSource(strings = {"same-origin", "none"})
    void what_it_says_is_of_this_page_or_of_the_person_is_not(String site) {
        assertThat(asks(
                        "POST",
                        "/jars/upload",
                        Map.of("Sec-Fetch-Site", site, "Origin", "https://flink.example", "Host", "jobmanager:8081")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example, flink:8081, true",
        "http://flink:8082, flink:8081, true",
        "null, flink:8081, true",
        "http://flink, flink:8081, true",
        "http://flink:8081, flink:8081, false",
        "https://Flink.Example, flink.example, false",
        "http://[::1]:8081, [::1]:8081, false"
    })
    void where_it_says_nothing_of_that_the_page_s_origin_must_be_the_host(String origin, String host, boolean other) {
        assertThat(asks("POST", "/jars/upload", Map.of("Origin", origin, "Host", host)))
                .isEqualTo(other);
    }

    @Test
    void an_origin_without_a_host_is_another() {
        assertThat(asks("POST", "/jars/upload", Map.of("Origin", "http://flink:8081")))
                .isTrue();
    }

    @Test
    void what_is_no_browser_is_not() {
        assertThat(asks("POST", "/jars/upload", Map.of("Host", "flink:8081"))).isFalse();
    }

    @Test
    void a_link_to_the_front_page_is_followed_and_nothing_else() {
        Map<String, String> link = Map.of("Sec-Fetch-Site", "cross-site", "Sec-Fetch-Dest", "document");

        assertThat(asks("GET", "/", link)).isFalse();
        assertThat(asks("GET", "/jobs/1/yarn-cancel", link)).isTrue();
        assertThat(asks("POST", "/", link)).isTrue();
        assertThat(asks("GET", "/", Map.of("Sec-Fetch-Site", "cross-site", "Sec-Fetch-Dest", "iframe")))
                .isTrue();
    }

    private static boolean asks(String method, String path, Map<String, String> headers) {
        return CrossSite.asks(method, path, headers::get);
    }
}
