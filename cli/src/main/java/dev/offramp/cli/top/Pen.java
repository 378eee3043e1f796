package dev.offramp.cli.top;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/**
 * Writes rows; what stands out does so in words and weight too, and never by its colour alone.
 *
 * @param colour whether there is any
 */
record Pen(Glyphs glyphs, boolean colour) {

    AttributedString plain(String text) {
        return new AttributedString(text);
    }

    /** What begins a section. */
    AttributedString title(String text) {
        return new AttributedString(text, AttributedStyle.BOLD);
    }

    /** What is wrong. */
    AttributedString bad(String text) {
        return new AttributedString(
                text, colour ? AttributedStyle.BOLD.foreground(AttributedStyle.RED) : AttributedStyle.BOLD);
    }

    /** What need not be read. */
    AttributedString faint(String text) {
        return new AttributedString(text, AttributedStyle.DEFAULT.faint());
    }
}
