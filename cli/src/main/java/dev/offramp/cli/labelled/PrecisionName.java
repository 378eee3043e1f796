package dev.offramp.cli.labelled;

import dev.offramp.bundle.Precision;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a precision's name as it is written on the command line. */
public final class PrecisionName implements ITypeConverter<Precision> {

    @Override
    public Precision convert(String name) {
        return Arrays.stream(Precision.values())
                .filter(precision -> precision.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "'" + name + "' is no precision; known are " + Arrays.toString(Precision.values())));
    }
}
