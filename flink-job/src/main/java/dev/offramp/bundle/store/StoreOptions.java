package dev.offramp.bundle.store;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** What can be set about bundles that are fetched from elsewhere. */
public final class StoreOptions {

    public static final ConfigOption<List<String>> SOURCES = ConfigOptions.key("bundle.sources")
            .stringType()
            .asList()
            .noDefaultValue()
            .withDescription(
                    "Where bundles that are ordered later may come from: beginnings of addresses, each with a slash at its end,"
                            + " as https://models.example.com/released/ or file:///models/. Left out, nothing is fetched, and an"
                            + " order is obeyed only where every task manager has the bundle in bundle.cache already.");

    public static final ConfigOption<MemorySize> FETCH_LIMIT = ConfigOptions.key("bundle.fetch-limit")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(2048))
            .withDescription(
                    "Bytes that a bundle may have, all its files together. A larger one is refused, as far as it was fetched.");

    public static final ConfigOption<Duration> FETCH_PATIENCE = ConfigOptions.key("bundle.fetch-patience")
            .durationType()
            .defaultValue(Duration.ofSeconds(30))
            .withDescription(
                    "How long a source may send nothing before a fetch is given up. It goes on where it was when it is"
                            + " tried again.");

    /** All of them, for checks and documentation. */
    public static final List<ConfigOption<?>> ALL = List.of(SOURCES, FETCH_LIMIT, FETCH_PATIENCE);

    private StoreOptions() {}
}
