package dev.offramp.cli.terminal;

import java.util.Locale;
import java.util.function.IntPredicate;

/** Makes text from outside fit to be shown: a terminal obeys what is not printable, and some of it turns the order of what is. */
public final class Printable {

    private Printable() {}

    /**
     * Every character that does not show by itself as Java and JSON write it in strings, as in <code>&#92;u001b</code>: control, format, line
     * ends, half surrogates. JSON stays JSON, and the same.
     */
    public static String text(String text) {
        return escaped(text, Printable::isShown);
    }

    /** The same, but tabs and ends of lines stay: a table may hold them in quotes. */
    public static String inQuotes(String text) {
        return escaped(text, character -> "\t\r\n".indexOf(character) >= 0 || isShown(character));
    }

    /** The same for a terminal that has no characters but those of ASCII. */
    public static String ascii(String text) {
        return escaped(text, character -> character < 0x80 && isShown(character));
    }

    private static String escaped(String text, IntPredicate stays) {
        var printable = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (stays.test(character)) {
                printable.appendCodePoint(character);
            } else {
                for (char unit : Character.toChars(character)) {
                    printable.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
            }
        });
        return printable.toString();
    }

    private static boolean isShown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
