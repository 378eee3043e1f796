package dev.offramp.cli.plan;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A large number as people write it: 5000, 200k, 1M. */
final class Amount implements ITypeConverter<Double> {

    private static final Pattern SYNTAX = Pattern.compile("([0-9]*\\.?[0-9]+)([kmg]?)");

    @Override
    public Double convert(String text) {
        Matcher matcher = SYNTAX.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches() || Double.parseDouble(matcher.group(1)) <= 0) {
            throw new TypeConversionException("'" + text + "' is no number above 0 such as 5000, 200k or 1M");
        }
        double unit =
                switch (matcher.group(2)) {
                    case "k" -> 1e3;
                    case "m" -> 1e6;
                    case "g" -> 1e9;
                    default -> 1;
                };
        return Double.parseDouble(matcher.group(1)) * unit;
    }
}
