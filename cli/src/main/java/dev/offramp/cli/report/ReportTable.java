package dev.offramp.cli.report;

import java.util.List;

/**
 * A table for people, in every form that a report is written in.
 *
 * @param id    of its place in the page
 * @param title above it
 * @param head  of its columns; the first names the rows
 * @param rows  as long as the head
 */
record ReportTable(String id, String title, List<String> head, List<List<String>> rows) {

    ReportTable {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
