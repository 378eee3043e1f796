package dev.offramp.cli.read;

import dev.offramp.cli.terminal.Printable;
import java.util.ArrayList;
import java.util.List;

/** Stands cells below each other: a column is as wide as the widest cell that it had so far, up to a bound. Not thread-safe. */
final class Columns {

    /** A wider cell is cut in its middle: what begins or ends alike stays apart. */
    static final int WIDEST = 40;

    private static final String GAP = "  ";
    private static final String CUT = "...";

    private final String alignment;
    private final int widest;
    private final int[] widths;

    /** @param alignment of each column, as {@link RecordText#alignment()} */
    Columns(String alignment) {
        this(alignment, WIDEST);
    }

    /**
     * With another bound.
     *
     * @param widest that a column may be
     */
    Columns(String alignment, int widest) {
        this.alignment = alignment;
        this.widest = widest;
        this.widths = new int[alignment.length()];
    }

    /** The line, without anything that a terminal would obey. */
    String align(TextLine line) {
        List<String> parts = new ArrayList<>();
        for (int column = 0; column < line.cells().size(); column++) {
            parts.add(padded(cut(Printable.text(line.cells().get(column))), column));
        }
        parts.add(Printable.text(line.rest()));
        return String.join(GAP, parts).stripTrailing();
    }

    private String padded(String cell, int column) {
        int length = cell.codePointCount(0, cell.length());
        widths[column] = Math.max(widths[column], length);
        String padding = " ".repeat(widths[column] - length);
        return alignment.charAt(column) == 'r' ? padding + cell : cell + padding;
    }

    private String cut(String cell) {
        int length = cell.codePointCount(0, cell.length());
        if (length <= widest) {
            return cell;
        }
        int kept = widest - CUT.length();
        int head = cell.offsetByCodePoints(0, kept - kept / 2);
        int tail = cell.offsetByCodePoints(cell.length(), -(kept / 2));
        return cell.substring(0, head) + CUT + cell.substring(tail);
    }
}
