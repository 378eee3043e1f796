package dev.offramp.cli.options;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What is kept with a change for whoever asks later. */
public final class Audit {

    /** Characters of a reason. */
    static final int LONGEST_REASON = 500;

    private Audit() {}

    /** A reason: one line, and not a long one. */
    public static final class Reason implements ITypeConverter<String> {

        @Override
        public String convert(String text) {
            if (text.length() > LONGEST_REASON) {
                throw new TypeConversionException("a reason has at most " + LONGEST_REASON + " characters, was "
                        + text.length() + " long; put the rest where people discuss");
            }
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw new TypeConversionException("a reason is one line of plain text");
            }
            return text.strip();
        }
    }
}
