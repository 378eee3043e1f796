package dev.offramp.cli.picture;

import java.awt.font.FontRenderContext;
import java.util.List;

/** How much room text takes in a picture, pixels. */
final class TextWidth {

    private TextWidth() {}

    /** Of the widest of these; 0 where there are none. */
    static double widest(List<String> texts) {
        var context = new FontRenderContext(null, true, true);
        return texts.stream()
                .mapToDouble(text ->
                        PictureStyle.small().getStringBounds(text, context).getWidth())
                .max()
                .orElse(0);
    }
}
