package dev.offramp.cli.terminal;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A large number as people write it: 5000, 200k, 6.5M. */
public final class Amount implements ITypeConverter<Double> {

    private static final Pattern SYNTAX = Pattern.compile("([0-9]*\\.?[0-9]+)\\s*([kmg]?)");

    /** The number, at least 0; empty where the text is none. Upper and lower case are alike. */
    public static Optional<BigDecimal> read(String text) {
        Matcher matcher = SYNTAX.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int zeros =
                switch (matcher.group(2)) {
                    case "k" -> 3;
                    case "m" -> 6;
                    case "g" -> 9;
                    default -> 0;
                };
        return Optional.of(new BigDecimal(matcher.group(1)).movePointRight(zeros));
    }

    @Override
    public Double convert(String text) {
        return read(text)
                .map(BigDecimal::doubleValue)
                .filter(amount -> amount > 0)
                .orElseThrow(() ->
                        new TypeConversionException("'" + text + "' is no number above 0 such as 5000, 200k or 1M"));
    }
}
