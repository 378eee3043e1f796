package dev.offramp.it.cluster;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The alarms for Prometheus in {@code deploy}. */
record AlarmRules(List<String> names, List<String> expressions) {

    private static final Pattern METRIC = Pattern.compile("\\bflink_\\w+");

    static AlarmRules shipped() throws Exception {
        List<?> groups = (List<?>) DeployFile.read("helm/offramp/files/offramp-rules.yml")
                .content()
                .get("groups");
        List<Map<?, ?>> rules = groups.stream()
                .flatMap(group -> ((List<?>) ((Map<?, ?>) group).get("rules")).stream())
                .<Map<?, ?>>map(Map.class::cast)
                .toList();
        return new AlarmRules(values(rules, "alert"), values(rules, "expr"));
    }

    private static List<String> values(List<Map<?, ?>> rules, String key) {
        return rules.stream().map(rule -> String.valueOf(rule.get(key))).toList();
    }

    /** The names of the metrics in all of them. */
    Set<String> metrics() {
        Set<String> names = new TreeSet<>();
        for (String expression : expressions) {
            METRIC.matcher(expression).results().forEach(found -> names.add(found.group()));
        }
        return names;
    }
}
