package dev.offramp.it.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The Grafana dashboard in {@code deploy}. */
record Dashboard(JsonNode json) {

    private static final Pattern METRIC = Pattern.compile("\\bflink_\\w+");

    static Dashboard shipped() throws IOException {
        return new Dashboard(new ObjectMapper()
                .readTree(Path.of("../deploy/helm/offramp/files/offramp.json").toFile()));
    }

    /** The names of the metrics in all of its queries. */
    Set<String> metrics() {
        Set<String> names = new TreeSet<>();
        for (String query : json.findValuesAsText("expr")) {
            METRIC.matcher(query).results().forEach(found -> names.add(found.group()));
        }
        return names;
    }
}
