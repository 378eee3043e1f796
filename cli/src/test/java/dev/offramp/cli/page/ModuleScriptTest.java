package dev.offramp.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ModuleScriptTest {

    @Test
    void modules_become_functions_that_return_what_they_export() {
        String script = new ModuleScript()
                .with("a.js", "const hidden = 1;\nexport const shown = 2;\nexport function twice() {}\n")
                .with("b.js", "import { shown, twice } from \"./a.js\";\n\nconst hidden = shown;\n")
                .text();

        assertThat(script).isEqualTo("""
                        (() => {
                        "use strict";
                        const aModule = (() => {
                        const hidden = 1;
                        const shown = 2;
                        function twice() {}
                        return { shown, twice };
                        })();

                        const bModule = (() => {
                        const { shown, twice } = aModule;

                        const hidden = shown;
                        return {  };
                        })();
                        })();
                        """);
    }

    @Test
    void a_module_comes_after_those_that_it_imports() {
        assertThatThrownBy(() -> new ModuleScript().with("b.js", "import { a } from \"./a.js\";\n"))
                .hasMessageContaining("b.js imports a");
    }

    @Test
    void a_syntax_that_is_not_known_is_refused_and_not_written() {
        assertThatThrownBy(() -> new ModuleScript().with("a.js", "export default 1;\n"))
                .hasMessageContaining("export default 1;");
        assertThatThrownBy(() -> new ModuleScript().with("a.js", "import * as b from \"./b.js\";\n"))
                .hasMessageContaining("import * as b");
    }

    @Test
    void the_files_of_the_pages_are_such_modules() {
        var script = new ModuleScript();
        for (PageFile file : new PageFile[] {PageFile.CHARTS, PageFile.ELEMENTS, PageFile.PANELS, PageFile.SANKEY}) {
            script.with(file.fileName(), file.text());
        }

        assertThat(script.text())
                .contains("return { at, element, fill, table, tile };")
                .doesNotContain("\nexport ");
    }
}
