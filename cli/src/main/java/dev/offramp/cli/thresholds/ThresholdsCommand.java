package dev.offramp.cli.thresholds;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offramp.budget.Outcome;
import dev.offramp.budget.Protocol;
import dev.offramp.budget.QuotaThresholds;
import dev.offramp.cli.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sweeps a published protocol over a table of exits. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "thresholds",
        sortOptions = false,
        description = {
            "Find the thresholds of a multi-exit network after a published protocol, on the validation samples of a table, and"
                    + " say what they do to its validation and test samples.",
            "",
            "The table is JSON, plain or gzipped: multiply_adds (one an exit), and under validation and test each label [N],"
                    + " confidence [exits][N] and predicted [exits][N]."
        })
public final class ThresholdsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--exits", paramLabel = "FILE", required = true, description = "The table of exits.")
    private Path exits;

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            defaultValue = "msdnet",
            description = "msdnet (39 values of q) or dyn-perceiver (33) (default: ${DEFAULT-VALUE}).",
            converter = ProtocolName.class)
    private Protocol protocol;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where the rows go, as JSON.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        ExitsFile file = ExitsFile.read(exits);
        Screen screen = Screen.on(spec.commandLine().getOut());
        screen.line("      q  validation          test");
        ArrayNode rows = new ObjectMapper().createArrayNode();
        List<Double> sweep = protocol.sweep();
        for (int p = 1; p <= sweep.size(); p++) {
            rows.add(row(p, sweep.get(p - 1), file, screen));
        }
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(out.toFile(), rows);
        screen.line("Rows: " + out);
        return 0;
    }

    private ObjectNode row(int p, double q, ExitsFile file, Screen screen) {
        float[] shares = protocol.shares(q, file.validation().exits());
        float[] thresholds = QuotaThresholds.find(file.validation(), shares);
        Outcome validation = Outcome.of(file.validation(), thresholds, file.multiplyAdds());
        Outcome test = Outcome.of(file.test(), thresholds, file.multiplyAdds());
        screen.line(String.format(
                Locale.ROOT,
                "%7.3f  %5.2f %% %7.2f M  %5.2f %% %7.2f M",
                q,
                validation.accuracyPercent(),
                validation.meanMultiplyAdds() / 1e6,
                test.accuracyPercent(),
                test.meanMultiplyAdds() / 1e6));
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode row = mapper.createObjectNode().put("p", p).put("q", q);
        row.set("shares", mapper.valueToTree(shares));
        row.set("thresholds", mapper.valueToTree(thresholds));
        row.put("valid_accuracy", validation.accuracyPercent());
        row.put("valid_multiply_adds", validation.meanMultiplyAdds());
        row.put("test_accuracy", test.accuracyPercent());
        row.put("test_multiply_adds", test.meanMultiplyAdds());
        row.set("test_exit_counts", mapper.valueToTree(test.left()));
        return row;
    }
}
