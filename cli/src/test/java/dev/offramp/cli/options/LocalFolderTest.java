package dev.offramp.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalFolderTest {

    @ParameterizedTest
    @CsvSource({
        "/mnt/savepoints, /mnt/savepoints",
        "file:///mnt/savepoints, /mnt/savepoints",
        "file:/mnt/savepoints, /mnt/savepoints",
        "/mnt/of the day [1] {2} 100%|^, /mnt/of the day [1] {2} 100%|^",
        "file:///mnt/of the day 100%, /mnt/of the day 100%",
        "savepoints, savepoints"
    })
    void a_path_of_the_machine_is_one_whatever_its_characters(String name, String folder) {
        assertThat(LocalFolder.of(name)).contains(Path.of(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/a b", "hdfs://host:9000/x", "abfss://c@a.dfs.core.windows.net/x"})
    void a_store_is_none(String name) {
        assertThat(LocalFolder.of(name)).isEmpty();
    }
}
