package dev.offramp.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.RightsCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoleTest {

    private static final Pattern ROW =
            Pattern.compile("\\| (\\w+) \\| (topic|group) \\| `([^`]+)` \\| ([A-Z_, ]+) \\|");
    private static final KafkaSettings KAFKA = KafkaSettings.from(new Configuration(), new ArrayList<>());

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JOB")
    void it_needs_what_the_page_about_security_lists(Role role) throws IOException {
        assertThat(rights(role)).isEqualTo(documented(role));
    }

    /** READ on what it writes is asked with the transactions, and the page says its groups by their prefix. */
    @Test
    void the_job_needs_what_the_page_lists_but_for_its_transactions() throws IOException {
        Set<String> documented = documented(Role.JOB);
        List.of("classifications", "rejects", "throughput")
                .forEach(topic -> documented.remove("offramp-" + topic + " READ"));
        documented.remove("offramp-* READ");
        documented.addAll(List.of("offramp-frames READ", "offramp-policies READ"));

        assertThat(rights(Role.JOB)).isEqualTo(documented);
    }

    @Test
    void where_bundles_change_authors_order_them() {
        KafkaSettings kafka = KafkaSettings.from(
                Configuration.fromMap(Map.of("kafka.bundles-topic", "offramp-bundles")), new ArrayList<>());

        assertThat(rights(Role.AUTHOR, kafka)).contains("offramp-bundles READ", "offramp-bundles WRITE");
        assertThat(rights(Role.READER, kafka)).contains("offramp-bundles READ");
        assertThat(rights(Role.JOB, kafka)).contains("offramp-bundles READ", "offramp-bundles WRITE");
    }

    private static Set<String> rights(Role role) {
        return rights(role, KAFKA);
    }

    private static Set<String> rights(Role role, KafkaSettings kafka) {
        Set<String> all = new TreeSet<>();
        RightsCheck rights = role.rights(kafka, false);
        rights.topics()
                .forEach((topic, operations) -> operations.forEach(operation -> all.add(topic + " " + operation)));
        rights.groups().forEach((group, operation) -> all.add(group + " " + operation));
        return all;
    }

    private static Set<String> documented(Role role) throws IOException {
        Set<String> all = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("../docs/security.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && row.group(1).equals(role.name().toLowerCase(Locale.ROOT))) {
                Stream.of(row.group(4).split(", ")).forEach(operation -> all.add(row.group(3) + " " + operation));
            }
        }
        return all;
    }
}
