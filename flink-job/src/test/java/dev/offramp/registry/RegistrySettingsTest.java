package dev.offramp.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrySettingsTest {

    @Test
    void nothing_said_is_no_registry_and_single_object_encoding() {
        List<String> problems = new ArrayList<>();

        assertThat(RegistrySettings.from(new Configuration(), problems)).isEqualTo(RegistrySettings.NONE);
        assertThat(problems).isEmpty();
    }

    @Test
    void the_registry_s_form_needs_a_registry() {
        assertThat(problems(Map.of("kafka.value-format", "registry")))
                .containsExactly("kafka.value-format: registry needs kafka.registry.url");
    }

    @Test
    void an_address_may_have_a_path_and_a_slash_at_its_end() {
        List<String> problems = new ArrayList<>();
        var settings = RegistrySettings.from(
                Configuration.fromMap(Map.of("kafka.registry.url", "https://apicurio/apis/ccompat/v7/")), problems);

        assertThat(settings.url()).isEqualTo("https://apicurio/apis/ccompat/v7");
        assertThat(problems).isEmpty();
    }

    @Test
    void an_address_that_is_none_is_a_problem() {
        assertThat(problems(Map.of("kafka.registry.url", "registry:8081")))
                .containsExactly("kafka.registry.url must look like https://registry:8081, was registry:8081");
    }

    @Test
    void a_password_in_the_address_is_a_problem_that_does_not_repeat_it() {
        assertThat(problems(Map.of("kafka.registry.url", "https://anna:planted@registry")))
                .containsExactly("kafka.registry.url must name no user: that is kafka.registry.user and"
                        + " kafka.registry.password-file");
    }

    @Test
    void user_and_password_want_each_other() {
        assertThat(problems(Map.of("kafka.registry.user", "anna")))
                .containsExactly("kafka.registry.user and kafka.registry.password-file want each other");
    }

    @Test
    void a_password_does_not_leave_this_machine_in_the_clear() {
        assertThat(problems(anna("192.0.2.1")))
                .containsExactly("kafka.registry.url: the password of kafka.registry.user is not sent to"
                        + " http://192.0.2.1:8081 in the clear; it must be https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.8.9.10", "[::1]"})
    void it_may_go_to_this_machine_in_the_clear(String host) {
        assertThat(problems(anna(host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ip6-localhost", "127.0.0.1.example.org", "localhost.", "[::2]", "128.0.0.1"})
    void what_a_name_server_may_say_is_here_is_not_believed(String host) {
        assertThat(problems(anna(host))).singleElement().asString().contains("in the clear; it must be https");
    }

    private static Map<String, String> anna(String host) {
        return Map.of(
                "kafka.registry.user", "anna",
                "kafka.registry.password-file", "/run/secrets/registry",
                "kafka.registry.url", "http://" + host + ":8081");
    }

    private static List<String> problems(Map<String, String> entries) {
        List<String> problems = new ArrayList<>();
        RegistrySettings.from(Configuration.fromMap(entries), problems);
        return problems;
    }
}
