package dev.offramp.cli.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;

/** Cells of a spreadsheet, RFC 4180; what is not known is left empty. */
final class CsvCells {

    static final String LINE_END = "\r\n";

    private CsvCells() {}

    static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    /** Without an exponent, which spreadsheets of some countries do not read. */
    static String number(double value) {
        return new BigDecimal(value, MathContext.DECIMAL32).stripTrailingZeros().toPlainString();
    }

    /** A spreadsheet would reckon what begins like a formula. */
    static String quoted(String text) {
        String harmless = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
