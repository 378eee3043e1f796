package dev.offramp.cli.thresholds;

import dev.offramp.budget.Protocol;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a protocol's name as it is written on the command line. */
final class ProtocolName implements ITypeConverter<Protocol> {

    @Override
    public Protocol convert(String name) {
        for (Protocol protocol : Protocol.values()) {
            if (protocol.name().replace('_', '-').equalsIgnoreCase(name)) {
                return protocol;
            }
        }
        throw new TypeConversionException(
                "'" + name.toLowerCase(Locale.ROOT) + "' is no protocol; known are msdnet and dyn-perceiver");
    }
}
