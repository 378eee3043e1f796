package dev.offramp.cli.top;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** Makes text fit columns of a terminal, of which a character takes none, one or two. */
final class Fit {

    private static final String BETWEEN_PIECES = "   ";

    private Fit() {}

    /** At most so many columns; where something is cut off, the end says so. */
    static AttributedString cut(AttributedString row, int columns, String ellipsis) {
        if (row.columnLength() <= columns) {
            return row;
        }
        int kept = Math.max(0, columns - ellipsis.length());
        return AttributedStringBuilder.append(
                row.columnSubSequence(0, kept), columns >= ellipsis.length() ? ellipsis : "");
    }

    static String cut(String text, int columns, String ellipsis) {
        return cut(new AttributedString(text), columns, ellipsis).toString();
    }

    /** Exactly so many columns, of a row that is no longer. */
    static AttributedString padded(AttributedString row, int columns) {
        return AttributedStringBuilder.append(row, " ".repeat(Math.max(0, columns - row.columnLength())));
    }

    static String padded(String text, int columns) {
        return padded(new AttributedString(text), columns).toString();
    }

    /** Rows of whole words where they fit; what is behind the last row is left out, and its end says so. */
    static List<String> wrapped(String text, int columns, int mostRows, String ellipsis) {
        List<String> rows = packed(List.of(text.strip().split(" +")), columns, " ");
        if (rows.size() <= mostRows) {
            return rows;
        }
        List<String> kept = new ArrayList<>(rows.subList(0, mostRows));
        int beforeSign = Math.max(0, columns - ellipsis.length());
        kept.set(mostRows - 1, cut(kept.get(mostRows - 1), beforeSign, "") + ellipsis);
        return kept;
    }

    /** Pieces one behind the other, with a new row where the next would not fit. */
    static List<String> pieces(List<String> pieces, int columns) {
        return packed(pieces, columns, BETWEEN_PIECES);
    }

    private static List<String> packed(List<String> pieces, int columns, String between) {
        List<String> rows = new ArrayList<>();
        String row = "";
        for (String piece : pieces) {
            for (AttributedString part : new AttributedString(piece).columnSplitLength(Math.max(2, columns))) {
                String longer = row.isEmpty() ? part.toString() : row + between + part;
                if (new AttributedString(longer).columnLength() <= columns) {
                    row = longer;
                } else {
                    rows.add(row);
                    row = part.toString();
                }
            }
        }
        rows.add(row);
        return rows;
    }
}
