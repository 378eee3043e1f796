package dev.offramp.cli.picture;

import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Names left of bars, figures right of them. */
final class BarLabels extends Annotation {

    private final List<Bar> bars;

    BarLabels(List<Bar> bars) {
        super(false);
        this.bars = List.copyOf(bars);
    }

    @Override
    public void paint(Graphics2D graphics) {
        graphics.setFont(PictureStyle.small());
        graphics.setColor(PictureStyle.INK);
        var metrics = graphics.getFontMetrics();
        int middle = metrics.getAscent() / 2 - 1;
        int left = getXAxisScreenValueForMin() - BarChart.GAP;
        int top = getYAxisScreenValueForMin(); // of the screen, where 0 is at the top
        double each = (getYAxisScreenValueForMax() - top) / (bars.size() + 2 * BarChart.EDGE);
        for (int row = 0; row < bars.size(); row++) {
            Bar bar = bars.get(row);
            int y = (int) Math.round(top + (row + 0.5 + BarChart.EDGE) * each) + middle;
            graphics.drawString(bar.name(), left - metrics.stringWidth(bar.name()), y);
            graphics.drawString(bar.text(), getXAxisScreenValue(BarChart.endOf(bar)) + BarChart.GAP, y);
        }
    }
}
