package dev.offramp.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The statements of Flink SQL on the page about it, as they stand there. */
record DocumentedSql(List<String> statements) {

    private static final Path PAGE = Path.of("../docs/sql.md");
    private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

    static DocumentedSql read() throws IOException {
        String page = Files.readString(PAGE);
        String flink = page.substring(page.indexOf("## Flink SQL"), page.indexOf("## DuckDB"));
        return new DocumentedSql(BLOCK.matcher(flink)
                .results()
                .map(MatchResult::group)
                .flatMap(block -> Arrays.stream(
                        block.replace("```sql", "").replace("```", "").split(";")))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList());
    }

    /** The statement that makes a table, for topics of other names elsewhere. */
    String table(String name, TestTopics topics) {
        return only("CREATE TABLE " + name + " (")
                .replace("localhost:9092", topics.bootstrapServers())
                .replace("'offramp-classifications'", "'" + topics.name("classifications") + "'")
                .replace("'offramp-throughput'", "'" + topics.name("throughput") + "'")
                .replace("'offramp-states'", "'" + topics.name("states") + "'");
    }

    /** The query that begins so. */
    String query(String start) {
        return only("SELECT " + start);
    }

    private String only(String start) {
        List<String> found = statements.stream()
                .filter(statement -> statement.startsWith(start))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " statements of " + PAGE + " begin with '" + start + "', not one");
        }
        return found.get(0);
    }
}
