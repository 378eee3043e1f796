package dev.offramp.cli.top;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * One part of the screen.
 *
 * @param rows at least one; what is longer than the columns is cut
 */
record Section(String title, List<AttributedString> rows) {

    /** Columns that titles take beside their rows. */
    static final int MARGIN = 9;

    private static final int TITLES_ABOVE_BELOW = 50;

    Section {
        rows = List.copyOf(rows);
    }

    /** What is left for rows of so many columns altogether: titles stand beside them, or above where there is little room. */
    static int columnsBeside(int columns) {
        return columns < TITLES_ABOVE_BELOW ? columns : columns - MARGIN;
    }

    /** All of it at most so many columns wide. */
    List<AttributedString> laidOut(Pen pen, int columns) {
        String ellipsis = pen.glyphs().ellipsis();
        boolean above = columns < TITLES_ABOVE_BELOW;
        List<AttributedString> laidOut = new ArrayList<>();
        AttributedString beside = pen.title(title);
        if (above) {
            laidOut.add(Fit.cut(beside, columns, ellipsis));
        }
        for (AttributedString row : rows) {
            AttributedString cut = Fit.cut(row, columnsBeside(columns), ellipsis);
            laidOut.add(above ? cut : AttributedStringBuilder.append(Fit.padded(beside, MARGIN), cut));
            beside = AttributedString.EMPTY;
        }
        return laidOut;
    }
}
