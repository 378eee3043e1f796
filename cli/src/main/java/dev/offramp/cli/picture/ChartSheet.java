package dev.offramp.cli.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;

/** Charts below each other as one PNG, in twice as many pixels as they are wide, for screens that have them. */
public record ChartSheet(List<XYChart> charts) {

    private static final int SCALE = 2;

    /** Left of a plot, pixels, where nothing needs more: then charts of different files can be held beside each other. */
    private static final double LEFT = 90;

    public ChartSheet {
        charts = List.copyOf(charts);
    }

    /** The file's content. */
    public byte[] png() throws IOException {
        align();
        int width = charts.stream().mapToInt(XYChart::getWidth).max().orElseThrow();
        var image = image(width, charts.stream().mapToInt(XYChart::getHeight).sum());
        paintOn(image);
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    /** Writes it over what was there. */
    public void write(Path file) throws IOException {
        Files.write(file, png());
    }

    /** Plots begin at the same place; how wide an axis is, XChart knows when it is drawn. */
    private void align() {
        paintOn(image(1, 1));
        double widest = Math.max(
                LEFT,
                charts.stream().mapToDouble(XYChart::getYAxisLeftWidth).max().orElseThrow());
        for (XYChart chart : charts) {
            int missing = (int) Math.round(widest - chart.getYAxisLeftWidth());
            chart.getStyler().setYAxisLeftWidthHint(chart.getStyler().getYAxisLeftWidthHint() + missing);
        }
    }

    private static BufferedImage image(int width, int height) {
        return new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
    }

    private void paintOn(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(SCALE, SCALE);
        for (XYChart chart : charts) {
            chart.paint(graphics, chart.getWidth(), chart.getHeight());
            graphics.translate(0, chart.getHeight());
        }
        graphics.dispose();
    }
}
