package dev.offramp.cli.policy;

import dev.offramp.cli.options.ShareValue;
import dev.offramp.cli.options.TimeValues;
import dev.offramp.cli.terminal.Amount;
import dev.offramp.policy.Limits;
import dev.offramp.policy.PolicyTerms;
import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads limits as they are written on the command line: an amount, {@code none}, or {@code inherit}. */
final class LimitValues {

    private LimitValues() {}

    /** Milliseconds of a time span, as in {@code 50ms}. */
    static final class Deadline implements ITypeConverter<Long> {

        @Override
        public Long convert(String text) {
            return switch (Word.in(text)) {
                case INHERIT -> PolicyTerms.OPEN;
                case NONE -> Limits.NONE;
                case AMOUNT ->
                    PolicyValues.atLeast1(TimeValues.span(text).toMillis(), text, "a deadline must be at least 1 ms");
            };
        }
    }

    /** Multiply-adds a sample, as in {@code 6M}. */
    static final class Budget implements ITypeConverter<Long> {

        @Override
        public Long convert(String text) {
            return switch (Word.in(text)) {
                case INHERIT -> PolicyTerms.OPEN;
                case NONE -> Limits.NONE;
                case AMOUNT -> PolicyValues.atLeast1(multiplyAdds(text), text, "a budget must be above 0");
            };
        }

        private static long multiplyAdds(String text) {
            return Amount.read(text)
                    .map(BigDecimal::longValue)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is no number of multiply-adds, as 6M, 1.2G or 6000000, nor 'none'"));
        }
    }

    /** Frames a second, as in {@code 25}. */
    static final class Rate implements ITypeConverter<Double> {

        @Override
        public Double convert(String text) {
            return switch (Word.in(text)) {
                case INHERIT -> (double) PolicyTerms.OPEN;
                case NONE -> Limits.ANY_RATE;
                case AMOUNT ->
                    PolicyValues.positive(
                            PolicyValues.number(text, "frames a second, nor 'none'"), text, "a rate must be above 0");
            };
        }
    }

    /** A share of shadows, as in {@code 1%}, or {@code inherit}. */
    static final class Shadow implements ITypeConverter<Double> {

        @Override
        public Double convert(String text) {
            return Word.in(text) == Word.INHERIT ? PolicyTerms.OPEN_SHARE : ShareValue.share(text);
        }
    }

    private enum Word {
        INHERIT,
        NONE,
        AMOUNT;

        static Word in(String text) {
            if (text.equalsIgnoreCase(PolicyValues.INHERIT)) {
                return INHERIT;
            }
            return text.equalsIgnoreCase(PolicyValues.NONE) ? NONE : AMOUNT;
        }
    }
}
