package dev.offramp.it.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The Grafana dashboard in {@code deploy}. */
record Dashboard(JsonNode json) {

    /** What a panel draws, and how it names what it draws, with labels in braces. */
    record Query(Expression expression, String legend) {}

    static Dashboard shipped() throws IOException {
        return new Dashboard(new ObjectMapper()
                .readTree(Path.of("../deploy/helm/offramp/files/offramp.json").toFile()));
    }

    /** Of all panels, for all jobs. */
    List<Query> queries() {
        return json.findParents("expr").stream()
                .map(target -> new Query(
                        new Expression(target.get("expr").asText().replace("$job", ".+")),
                        target.get("legendFormat").asText()))
                .toList();
    }

    /** The names of the metrics in all of its queries. */
    Set<String> metrics() {
        Set<String> names = new TreeSet<>();
        queries().forEach(query -> names.addAll(query.expression().metrics()));
        return names;
    }
}
