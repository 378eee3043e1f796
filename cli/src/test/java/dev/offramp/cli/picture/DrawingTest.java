package dev.offramp.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.cli.page.PageFile;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

class DrawingTest {

    private static final Bars GAINS = new Bars(
            "Gains",
            "times",
            List.of(
                    Bar.of("exits", 4, 3.9, 4.2).aiming(Aim.atLeast(2)),
                    Bar.of("plan", 0.9, 0.8, 1.1).aiming(Aim.between(0.85, 1.15)),
                    Bar.of("once", 1.5)));

    private static final TimePanels TIMES = new TimePanels(
            List.of(1.5, 2.5, 3.5, 4.5),
            List.of(new Phase("load 200 %", 2, 4)),
            List.of(
                    new TimePanel(
                            "Load",
                            "samples a second",
                            TimePanel.Scale.FROM_ZERO,
                            List.of(line("created", 10, 20, 20, 10), line("answered", 10, 18, 20, 12))),
                    new TimePanel(
                            "Left",
                            "%",
                            TimePanel.Scale.STACKED,
                            List.of(line("exit 2", 100, 100, 100, 100), line("exit 1", 70, 90, 90, 70))),
                    new TimePanel(
                            "Lag",
                            "samples",
                            TimePanel.Scale.FROM_ZERO,
                            List.of(line("lag", 0, 12_345_678, Double.NaN, 0)))));

    @Test
    void bars_are_as_long_as_their_medians_with_their_ranges_and_aims() {
        XYChart chart = new BarChart(GAINS, 100).draw();

        assertThat(chart.getSeriesMap())
                .containsOnlyKeys(
                        "exits",
                        "exits, range",
                        "exits, aim 2.0",
                        "plan",
                        "plan, range",
                        "plan, aim 0.85",
                        "plan, aim 1.15",
                        "once");
        assertThat(x(chart, "exits")).containsExactly(0, 4);
        assertThat(x(chart, "exits, range")).containsExactly(3.9, 3.9, 3.9, 4.2, 4.2, 4.2);
        assertThat(x(chart, "plan, aim 0.85")).containsOnly(0.85);
        assertThat(x(chart, "once")).containsExactly(0, 1.5);
    }

    @Test
    void the_key_names_each_kind_of_mark_once() {
        assertThat(new BarChart(GAINS, 100).draw().getSeriesMap().values())
                .filteredOn(series -> series.isShowInLegend())
                .extracting(series -> series.getLabel())
                .containsExactly("median", "range", "aim");
    }

    @Test
    void a_bar_says_its_figures_and_its_aim_in_plain_numbers() {
        assertThat(GAINS.bars())
                .extracting(Bar::text)
                .containsExactly(
                        "4.00 (3.90 to 4.20), aim at least 2.00", "0.900 (0.800 to 1.10), aim 0.850 to 1.15", "1.50");
        assertThat(Bar.of("rate", 14_337, 14_248, 14_500).text()).isEqualTo("14,337 (14,248 to 14,500)");
    }

    @Test
    void all_panels_have_one_axis_of_time() {
        List<XYChart> charts = TIMES.charts();

        assertThat(charts).allSatisfy(chart -> {
            assertThat(chart.getStyler().getXAxisMin()).isZero();
            assertThat(chart.getStyler().getXAxisMax()).isEqualTo(4.5);
        });
        assertThat(charts).extracting(XYChart::getXAxisTitle).containsExactly("", "", "seconds since the start");
        assertThat(charts)
                .allSatisfy(chart -> assertThat(chart.getStyler().getYAxisMin()).isZero());
        assertThat(charts.get(0).getSeriesMap().get("created").getYData()).containsExactly(10, 20, 20, 10);
    }

    @Test
    void plots_below_each_other_begin_and_end_at_the_same_place_whatever_their_numbers() throws IOException {
        BufferedImage image = image(new Drawing(List.of(), List.of(TIMES)));

        for (int panel = 1; panel < 3; panel++) {
            assertThat(frame(image, 115 + panel * 460).get(0))
                    .isCloseTo(frame(image, 115).get(0), within(2));
            assertThat(frame(image, 115 + panel * 460).get(1))
                    .isCloseTo(frame(image, 115).get(1), within(2));
        }
    }

    @Test
    void a_phase_is_a_band_behind_which_its_time_lies() throws IOException {
        BufferedImage image = image(new Drawing(List.of(), List.of(TIMES)));
        int left = frame(image, 115).get(0);
        int right = frame(image, 115).get(1);

        assertThat(IntStream.of(40, 160).map(y -> image.getRGB(left + (right - left) / 20, 2 * y) & 0xff))
                .as("white before the phase")
                .contains(0xff);
        long shaded = IntStream.range(left, right)
                .filter(x -> isShade(image.getRGB(x, 2 * 120)))
                .count();
        assertThat((double) shaded / (right - left)).isBetween(0.35, 0.5); // two of four and a half seconds, less lines
    }

    @Test
    void bars_of_one_name_are_drawn_both() throws IOException {
        var twice = new Bars("Rates", "times", List.of(Bar.of("same", 1), Bar.of("same", 2)));

        assertThat(new BarChart(twice, 100).draw().getSeriesMap()).hasSize(2);
        assertThat(Drawing.of(twice).sheet().png()).isNotEmpty();
    }

    @Test
    void what_is_no_number_is_not_drawn() {
        assertThat(new Bars("Accuracy", "%", List.of(Bar.of("labelled", 94), Bar.of("without labels", Double.NaN)))
                        .bars())
                .extracting(Bar::name)
                .containsExactly("labelled");
    }

    @Test
    void a_line_over_time_has_a_value_at_each_second() {
        assertThatThrownBy(() -> new TimePanels(List.of(1.5), List.of(), TIMES.panels()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("every line needs a value at each of the seconds");
    }

    @Test
    void groups_without_bars_are_left_out() {
        assertThat(Drawing.of(new Bars("none", "times", List.of())).hasNothing())
                .isTrue();
        assertThat(Drawing.of(GAINS).hasNothing()).isFalse();
    }

    @Test
    void the_page_and_the_pictures_have_the_same_colours() {
        List<String> ofPage = Pattern.compile("#[0-9a-f]{6}")
                .matcher(PageFile.CHARTS
                        .text()
                        .lines()
                        .filter(line -> line.contains("COLOURS = ["))
                        .findFirst()
                        .orElseThrow())
                .results()
                .map(found -> found.group())
                .toList();

        assertThat(ofPage)
                .isEqualTo(IntStream.range(0, ofPage.size())
                        .mapToObj(PictureStyle::colour)
                        .map(DrawingTest::hex)
                        .toList());
        assertThat(PictureStyle.colour(ofPage.size())).isEqualTo(PictureStyle.colour(0));
    }

    private static TimePanel.Line line(String name, double... values) {
        return new TimePanel.Line(name, Arrays.stream(values).boxed().toList());
    }

    private static double[] x(XYChart chart, String series) {
        return chart.getSeriesMap().get(series).getXData();
    }

    private static BufferedImage image(Drawing drawing) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(drawing.sheet().png()));
    }

    /** The first and the last column that the frame of a plot has in a row of pixels. */
    private static List<Integer> frame(BufferedImage image, int y) {
        List<Integer> columns = IntStream.range(0, image.getWidth())
                .filter(x -> (image.getRGB(x, y) & 0xffffff) == (PictureStyle.GRID.getRGB() & 0xffffff))
                .boxed()
                .toList();
        return List.of(columns.get(0), columns.get(columns.size() - 1));
    }

    private static boolean isShade(int rgb) {
        var colour = new Color(rgb);
        return colour.getRed() < 0xf0 && colour.getRed() > 0xd5 && colour.getBlue() > 0xd5 && colour.getBlue() < 0xf0;
    }

    private static String hex(Color colour) {
        return String.format("#%06x", colour.getRGB() & 0xffffff);
    }
}
