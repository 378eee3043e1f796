package dev.offramp.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentTest {

    @ParameterizedTest
    @CsvSource({
        "ai.djl.pytorch.jni.PyTorchLibrary.moduleRunMethod, libtorch through DJL",
        "dev.offramp.stage.djl.DjlStage.run, Offramp: stage",
        "dev.offramp.exit.ExitRule.decide, Offramp: exit",
        "org.apache.flink.streaming.runtime.tasks.StreamTask.invoke, Flink",
        "org.apache.kafka.clients.NetworkClient.poll, Kafka",
        "kafka.server.KafkaApis.handle, Kafka",
        "org.apache.avro.io.BinaryDecoder.readBytes, Avro",
        "sun.awt.image.ByteInterleavedRaster.<init>, ImageIO"
    })
    void every_owner_has_a_name(String frame, String owner) {
        assertThat(Component.of(List.of(frame))).isEqualTo(owner);
    }

    @Test
    void what_the_jdk_does_counts_to_the_first_owner_outwards() {
        assertThat(Component.of(List.of(
                        "java.util.zip.Inflater.inflate",
                        "com.sun.imageio.plugins.png.PNGImageReader.decodeImage",
                        "dev.offramp.frames.JavaReader.decode")))
                .isEqualTo("ImageIO");
    }

    @Test
    void a_stack_that_nobody_owns_is_the_jdks() {
        assertThat(Component.of(List.of("java.util.HashMap.get", "java.lang.Thread.run")))
                .isEqualTo("JDK");
    }
}
