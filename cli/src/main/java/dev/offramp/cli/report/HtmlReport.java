package dev.offramp.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.offramp.cli.page.ModuleScript;
import dev.offramp.cli.page.PageFile;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The report as one page that needs nothing beside it. What comes from outside is set as text into a tree of elements; the page runs
 * the scripts that stand in it, and may load nothing.
 */
record HtmlReport(Report report) {

    /** Sections that stand only where there are windows. */
    private static final List<String> OF_WINDOWS = List.of(
            "summary", "exits", "sankey", "latency", "time", "stages", "cost", "streams", "accuracy", "changes");

    String text() {
        Document page = Jsoup.parse(PagePolicy.resource("report.html"));
        page.outputSettings().prettyPrint(false).charset(UTF_8);
        head(page);
        report.tables().forEach(table -> HtmlTable.append(page.expectFirst("#" + table.id()), table));
        changes(page);
        leaveOut(page);
        String style = PageFile.UPLOT_STYLE.text() + PageFile.STYLE.text() + PagePolicy.resource("report.css");
        List<String> scripts = List.of(PagePolicy.plain(PageFile.UPLOT.text()), PagePolicy.plain(script()));
        page.head().appendElement("style").appendChild(new DataNode(PagePolicy.plain(style)));
        page.body()
                .appendElement("script")
                .attr("type", "application/json")
                .attr("id", "data")
                .appendChild(new DataNode(data()));
        scripts.forEach(text -> page.body().appendElement("script").appendChild(new DataNode(text)));
        page.expectFirst("meta[http-equiv]").attr("content", PagePolicy.ofScripts(PagePolicy.plain(style), scripts));
        return page.outerHtml() + "\n";
    }

    private void head(Document page) {
        page.title("Offramp report: " + report.title());
        page.expectFirst("#title").text(report.title());
        Element facts = page.expectFirst("#facts");
        report.facts().forEach(fact -> facts.appendElement("li").text(fact));
        Element position = page.expectFirst("#position");
        report.position().forEach(line -> position.appendElement("p").text(line));
    }

    private void changes(Document page) {
        Element list = page.expectFirst("#events");
        for (Change change : report.changes()) {
            Element line = list.appendElement("li");
            line.appendElement("time")
                    .attr("datetime", Instant.ofEpochMilli(change.atMillis()).toString())
                    .text(report.times().text(change.atMillis()));
            line.appendElement("b").text(change.kind());
            line.appendText(" " + change.text());
        }
        if (report.changes().isEmpty()) {
            list.appendElement("li").text("Nothing.");
        }
    }

    /** Whole sections about what is not known. */
    private void leaveOut(Document page) {
        if (report.history().isEmpty()) {
            OF_WINDOWS.forEach(name -> page.expectFirst("#" + name + "-section").remove());
        }
        if (report.history().isPresent() && report.streams(1).isEmpty()) {
            page.expectFirst("#streams-section").remove();
        }
        if (report.against().isEmpty()) {
            page.expectFirst("#comparison-section").remove();
        }
        if (report.model().isEmpty()) {
            page.expectFirst("#bundle-section").remove();
        }
        if (report.places().isEmpty() && report.model().flatMap(Model::frontier).isEmpty()) {
            page.expectFirst("#frontier-section").remove();
        }
    }

    /** In a script element nothing ends a string but what is no JSON; a {@code <} in it would end the element. */
    private String data() {
        return ReportJson.of(report)
                .toString()
                .replace("<", "\\u003c")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static String script() {
        var script = new ModuleScript();
        Stream.of(PageFile.CHARTS, PageFile.ELEMENTS, PageFile.PANELS, PageFile.SANKEY)
                .forEach(file -> script.with(file.fileName(), PagePolicy.plain(file.text())));
        return script.with("report.js", PagePolicy.plain(PagePolicy.resource("report.js")))
                .text();
    }
}
