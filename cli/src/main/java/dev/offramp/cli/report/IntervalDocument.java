package dev.offramp.cli.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;

/** What a job did in an interval, or what a bundle can be asked for. */
record IntervalDocument(Report report) implements Document {

    @Override
    public String html() {
        return new HtmlReport(report).text();
    }

    @Override
    public String markdown(List<String> pictures) {
        return new MarkdownReport(report).text(pictures);
    }

    @Override
    public Map<String, String> csv() {
        Map<String, String> texts = new LinkedHashMap<>();
        report.history().ifPresent(of -> texts.put("", new CsvReport(of.windows()).text()));
        report.streams(Integer.MAX_VALUE).ifPresent(streams -> texts.put("-streams", new StreamsCsv(streams).text()));
        return texts;
    }

    @Override
    public Map<String, List<XYChart>> pictures() {
        Map<String, List<XYChart>> pictures = new LinkedHashMap<>();
        new Pictures(report).charts().forEach((name, chart) -> pictures.put("-" + name, List.of(chart)));
        return pictures;
    }
}
