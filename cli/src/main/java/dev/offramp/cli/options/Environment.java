package dev.offramp.cli.options;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the environment says for options that many commands have; what stands on the command line wins. */
public record Environment(Map<String, String> variables) implements IDefaultValueProvider {

    private static final Map<String, String> VARIABLE_OF = Map.of(
            "--bootstrap", "OFFRAMP_BOOTSTRAP",
            "--cluster", "OFFRAMP_CLUSTER",
            "--cluster-dir", "OFFRAMP_CLUSTER_DIR",
            "--config", "OFFRAMP_CONFIG");

    public Environment {
        variables = Map.copyOf(variables);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (argument instanceof OptionSpec option && VARIABLE_OF.containsKey(option.longestName())) {
            String value = variables.get(VARIABLE_OF.get(option.longestName()));
            return value == null || value.isBlank() ? null : value;
        }
        return null; // picocli then takes the option's own default
    }
}
