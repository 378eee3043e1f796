package dev.offramp.cli.labelled;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.budget.StageCosts;
import dev.offramp.bundle.Bundle;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Measured stage costs on disk, as JSON. */
public record CostsFile(Path file) {

    /** Writes the costs in place of whatever is there. */
    public void write(StageCosts costs) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), costs);
    }

    /** Reads the costs, which must be of this bundle, in one of its precisions. */
    public StageCosts read(Bundle bundle) {
        StageCosts costs = read();
        if (!bundle.isMeasuredBy(costs)) {
            throw new CommandFailure(file + " has the costs of " + costs.bundle() + ", not of " + bundle.id()
                    + "; measure them with './offramp calibrate BUNDLE --costs FILE'");
        }
        return costs;
    }

    private StageCosts read() {
        try {
            return StageCosts.read(file);
        } catch (IOException failure) {
            throw new CommandFailure(String.valueOf(failure.getMessage()), failure);
        }
    }
}
