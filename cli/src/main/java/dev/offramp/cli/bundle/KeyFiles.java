package dev.offramp.cli.bundle;

import dev.offramp.bundle.TrustSettings;
import dev.offramp.bundle.TrustedKey;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keys that a command is given. */
record KeyFiles(List<Path> paths) {

    /** The public keys in them. */
    List<TrustedKey> read() {
        List<TrustedKey> keys = new ArrayList<>();
        for (Path path : paths) {
            try {
                keys.addAll(TrustSettings.keys(path));
            } catch (IOException failure) {
                throw new CommandFailure("--key: " + TrustSettings.reason(failure), failure);
            }
        }
        return keys;
    }
}
