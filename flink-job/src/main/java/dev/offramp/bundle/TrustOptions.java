package dev.offramp.bundle;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** What can be set about which bundles may be served. */
public final class TrustOptions {

    public static final ConfigOption<List<String>> ROOTS = ConfigOptions.key("bundle.roots")
            .stringType()
            .asList()
            .noDefaultValue()
            .withDescription(
                    "Folders under which a bundle must lie, links followed. Left out, it may lie anywhere; the files of a bundle"
                            + " lie in its own folder always.");

    public static final ConfigOption<List<String>> KEYS = ConfigOptions.key("bundle.keys")
            .stringType()
            .asList()
            .noDefaultValue()
            .withDescription(
                    "Public keys, PEM files of Ed25519 keys or folders of *.pem: a bundle must be signed by one of them"
                            + " (./offramp bundle sign). Left out, bundles need no signature.");

    /** All of them, for checks and documentation. */
    public static final List<ConfigOption<?>> ALL = List.of(ROOTS, KEYS);

    private TrustOptions() {}
}
