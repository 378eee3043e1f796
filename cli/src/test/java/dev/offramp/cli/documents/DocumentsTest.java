package dev.offramp.cli.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the project's pages say of each other and of the tests is there. */
class DocumentsTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern TEST_CLASS = Pattern.compile("`(\\w+(?:Test|ITCase))`");
    private static final int ONE_PAGE = 200;

    @Test
    void every_link_leads_somewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Page page : Page.allUnder(HOME)) {
            page.links().stream()
                    .filter(link -> !link.isAlive())
                    .forEach(link -> broken.add(HOME.relativize(page.file()) + ": " + link.text()));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void readme_is_one_page() throws IOException {
        assertThat(Files.readAllLines(HOME.resolve("README.md"))).hasSizeLessThanOrEqualTo(ONE_PAGE);
    }

    @Test
    void the_index_of_the_documents_names_each_and_asks_its_question() throws IOException {
        String index = Files.readString(HOME.resolve("docs/README.md"));

        for (Path file : Page.filesIn(HOME.resolve("docs"))) {
            String name = file.getFileName().toString();
            if (!name.equals("README.md") && !name.equals("results.md")) { // written by ./offramp bench all
                String question = Files.readAllLines(file).get(0).replaceFirst("^# ", "");
                assertThat(question).as(name).endsWith("?");
                assertThat(index).contains("| " + question + " | [" + name + "](" + name + ") |");
            }
        }
    }

    @Test
    void every_test_that_a_page_names_exists() throws IOException {
        List<String> sources;
        try (var files = Files.find(HOME, 20, (file, is) -> file.toString().endsWith(".java"))) {
            sources = files.map(file -> file.getFileName().toString()).toList();
        }
        for (Page page : Page.allUnder(HOME)) {
            TEST_CLASS.matcher(page.text()).results().forEach(name -> assertThat(sources)
                    .as(page.file().toString())
                    .contains(name.group(1) + ".java"));
        }
    }
}
