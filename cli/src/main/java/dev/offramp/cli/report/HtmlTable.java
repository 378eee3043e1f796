package dev.offramp.cli.report;

import java.util.List;
import org.jsoup.nodes.Element;

/** A table in a page; its cells are set as text. */
final class HtmlTable {

    private HtmlTable() {}

    static void append(Element box, ReportTable table) {
        Element made = box.appendElement("div")
                .addClass("table")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", table.title())
                .appendElement("table");
        if (table.head().size() > 2) {
            made.addClass("several"); // on a narrow screen each cell says of which column it is
        }
        made.appendElement("caption").addClass("hidden").text(table.title());
        Element head = made.appendElement("thead").appendElement("tr");
        table.head()
                .forEach(title -> head.appendElement("th").attr("scope", "col").text(title));
        Element body = made.appendElement("tbody");
        table.rows().forEach(cells -> row(body.appendElement("tr"), table.head(), cells));
    }

    private static void row(Element row, List<String> head, List<String> cells) {
        row.appendElement("th").attr("scope", "row").text(cells.get(0));
        for (int column = 1; column < cells.size(); column++) {
            row.appendElement("td").attr("data-label", head.get(column)).text(cells.get(column));
        }
    }
}
