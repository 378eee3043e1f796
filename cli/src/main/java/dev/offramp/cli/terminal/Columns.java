package dev.offramp.cli.terminal;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Sets rows of texts beneath each other, each column as wide as it needs. */
public final class Columns {

    private static final String GAP = "  ";

    private Columns() {}

    /**
     * A line each.
     *
     * @param rows of as many columns, the head first
     */
    public static List<String> lines(List<List<String>> rows) {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> padded(row, widths)).toList();
    }

    private static String padded(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            line.append(String.format(Locale.ROOT, "%-" + widths[column] + "s", row.get(column)))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
