package dev.offramp.rejects;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** What can be set about rejects. */
public final class RejectsOptions {

    public static final ConfigOption<MemorySize> MAX_ORIGINAL_BYTES = ConfigOptions.key("rejects.max-original-bytes")
            .memoryType()
            .defaultValue(MemorySize.parse("64kb"))
            .withDescription("Bytes of the refused record that a reject keeps, at most 768 kb; the rest is cut off.");

    /** All of them, for checks and documentation. */
    public static final List<ConfigOption<?>> ALL = List.of(MAX_ORIGINAL_BYTES);

    private RejectsOptions() {}
}
