package dev.offramp.cli.bundle;

import dev.offramp.cli.options.ShareValue;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The share of streams or samples that a trial gets: some of them. */
final class TrialShareValue implements ITypeConverter<Double> {

    @Override
    public Double convert(String text) {
        double share = ShareValue.share(text);
        if (share == 0) {
            throw new TypeConversionException(
                    "'" + text + "' is no share above 0; './offramp bundle withdraw' ends a trial");
        }
        return share;
    }
}
