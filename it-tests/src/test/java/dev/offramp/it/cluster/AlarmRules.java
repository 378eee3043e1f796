package dev.offramp.it.cluster;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The alarms for Prometheus in {@code deploy}. */
record AlarmRules(List<String> names, List<Expression> expressions) {

    static final String FILE = "helm/offramp/files/offramp-rules.yml";

    static AlarmRules shipped() throws Exception {
        List<?> groups = (List<?>) DeployFile.read(FILE).content().get("groups");
        List<Map<?, ?>> rules = groups.stream()
                .flatMap(group -> ((List<?>) ((Map<?, ?>) group).get("rules")).stream())
                .<Map<?, ?>>map(Map.class::cast)
                .toList();
        return new AlarmRules(
                values(rules, "alert"),
                values(rules, "expr").stream().map(Expression::new).toList());
    }

    private static List<String> values(List<Map<?, ?>> rules, String key) {
        return rules.stream().map(rule -> String.valueOf(rule.get(key))).toList();
    }

    /** The names of the metrics in all of them. */
    Set<String> metrics() {
        Set<String> names = new TreeSet<>();
        expressions.forEach(expression -> names.addAll(expression.metrics()));
        return names;
    }
}
