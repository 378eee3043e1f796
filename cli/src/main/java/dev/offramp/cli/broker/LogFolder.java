package dev.offramp.cli.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A folder in which a broker keeps its records. */
public final class LogFolder {

    private LogFolder() {}

    /**
     * Prepares an empty one, as {@code kafka-storage format} does.
     *
     * @param node               the broker's id
     * @param cluster            id that all brokers of a cluster share
     * @param controllerListener name of the listener that controllers speak over
     */
    public static void format(Path folder, int node, String cluster, String controllerListener) {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
                    .setNodeId(node)
                    .setClusterId(cluster)
                    .setControllerListenerName(controllerListener)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .run();
        } catch (Exception failure) {
            throw new IllegalStateException("the broker's folder " + folder + " cannot be prepared", failure);
        }
    }
}
