package dev.offramp.cli.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Bands behind which a phase lies, with or without its word. */
final class PhaseBands extends Annotation {

    private static final Color SHADE = new Color(0x20, 0x30, 0x40, 28);
    private static final int GAP = 5;

    private final List<Phase> phases;
    private final boolean named;

    PhaseBands(List<Phase> phases, boolean named) {
        super(false);
        this.phases = List.copyOf(phases);
        this.named = named;
    }

    @Override
    public void paint(Graphics2D graphics) {
        int top = getYAxisScreenValueForMin(); // of the screen, where 0 is at the top
        int bottom = getYAxisScreenValueForMax();
        graphics.setFont(PictureStyle.small());
        for (Phase phase : phases) {
            int left = Math.max(getXAxisScreenValue(phase.begin()), getXAxisScreenValueForMin());
            int right = Math.min(getXAxisScreenValue(phase.end()), getXAxisScreenValueForMax());
            graphics.setColor(SHADE);
            graphics.fillRect(left, top, Math.max(0, right - left), bottom - top);
            if (named) {
                graphics.setColor(PictureStyle.INK);
                graphics.drawString(
                        phase.word(),
                        left + GAP,
                        top + graphics.getFontMetrics().getAscent() + GAP);
            }
        }
    }
}
