package dev.offramp.cli.read;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text that others wrote, made safe to show: a terminal obeys control characters, and some turn the line around. */
final class Printable {

    /** Controls, marks of direction and other invisible ones, breaks of lines, halves of characters. */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]");

    /** The same without what a table may hold in quotes. */
    private static final Pattern UNSAFE_IN_QUOTES =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}&&[^\\t\\r\\n]]");

    private Printable() {}

    /** The text with every such character as a Java or JSON string has it, as in {@code \}{@code u001b}. */
    static String of(String text) {
        return escaped(text, UNSAFE);
    }

    /** The same, but tabs and ends of lines stay. */
    static String inQuotes(String text) {
        return escaped(text, UNSAFE_IN_QUOTES);
    }

    private static String escaped(String text, Pattern unsafe) {
        return unsafe.matcher(text).replaceAll(found -> found.group()
                .chars()
                .mapToObj(unit -> String.format(Locale.ROOT, "\\\\u%04x", unit))
                .collect(Collectors.joining()));
    }
}
