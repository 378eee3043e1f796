package dev.offramp.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.offramp.cli.page.PageFile;
import dev.offramp.cli.picture.Drawing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Measurements as one page that needs nothing beside it: tables, and the picture of each within the file. It runs no script. */
record BenchmarkPage(BenchmarkDocument document) {

    String text() {
        Document page = Jsoup.parse(PagePolicy.resource("benchmark.html"));
        page.outputSettings().prettyPrint(false).charset(UTF_8);
        page.title("Offramp benchmark: " + document.title());
        page.expectFirst("#title").text(document.title());
        Element main = page.expectFirst("main");
        document.parts().forEach(part -> section(main, part));
        String style = PagePolicy.plain(PageFile.STYLE.text() + PagePolicy.resource("report.css"));
        page.head().appendElement("style").appendChild(new DataNode(style));
        page.expectFirst("meta[http-equiv]").attr("content", PagePolicy.ofPictures(style));
        return page.outerHtml() + "\n";
    }

    private void section(Element main, BenchmarkPart part) {
        String id = "result-" + (document.parts().indexOf(part) + 1);
        Element section =
                main.appendElement("section").addClass("card").addClass("wide").attr("aria-labelledby", id);
        section.appendElement("h2").attr("id", id).text(part.result().title());
        list(section, part.facts());
        if (!part.drawing().hasNothing()) {
            section.appendElement("img")
                    .addClass("picture")
                    .attr("alt", inWords(part.drawing()))
                    .attr("src", "data:image/png;base64," + Base64.getEncoder().encodeToString(png(part.drawing())));
        }
        for (ReportTable table : part.tables()) {
            section.appendElement("h3").text(table.title());
            HtmlTable.append(section, table);
        }
        list(section, part.notes());
    }

    private static void list(Element section, List<String> lines) {
        Element list = section.appendElement("ul").addClass("facts");
        lines.forEach(line -> list.appendElement("li").text(line));
    }

    private static byte[] png(Drawing drawing) {
        try {
            return drawing.sheet().png();
        } catch (IOException impossible) { // nothing is written but memory
            throw new UncheckedIOException(impossible);
        }
    }

    /** For those who do not see it; the tables have the figures too. */
    private static String inWords(Drawing drawing) {
        String bars = drawing.bars().stream()
                .map(group -> group.title() + ", " + group.unit() + ": "
                        + group.bars().stream()
                                .map(bar -> bar.name() + " " + bar.text())
                                .collect(Collectors.joining("; ")))
                .collect(Collectors.joining(". "));
        String times = drawing.times().stream()
                .flatMap(panels -> panels.panels().stream())
                .map(panel -> panel.title() + " over time")
                .collect(Collectors.joining(", "));
        return bars + (bars.isEmpty() || times.isEmpty() ? "" : ". ") + times;
    }
}
