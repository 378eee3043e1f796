package dev.offramp.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Network namespaces; as root only, and where no isolated cluster runs. */
class NetworkTest {

    private static final Path BRIDGE = Path.of("/sys/class/net/offramp0");

    private final Network network = new Network(true);
    private boolean isMine;

    @BeforeEach
    void prepare() {
        assumeTrue("root".equals(System.getProperty("user.name")), "network namespaces want root");
        assumeTrue(!Files.exists(BRIDGE), "an isolated cluster runs here");
        isMine = true;
        network.prepare();
    }

    @AfterEach
    void remove() {
        if (isMine) {
            network.remove();
        }
    }

    @Test
    void a_place_can_be_taken_again_though_a_connection_keeps_the_namespace_that_was_there() throws Exception {
        Member member = joined();
        try (InputStream keeps = Files.newInputStream(Path.of("/run/netns/offramp-taskmanager-7"))) {
            network.leave(member);

            assertThat(joined().host()).isEqualTo(member.host());
            assertThat(keeps).isNotNull();
        }
    }

    @Test
    void nothing_is_left_when_it_is_removed() {
        joined();

        network.remove();

        isMine = false;
        assertThat(BRIDGE).doesNotExist();
        assertThat(Path.of("/run/netns/offramp-taskmanager-7")).doesNotExist();
    }

    private Member joined() {
        String host = network.join(Role.TASKMANAGER, 7);
        return Member.unborn("taskmanager-7", Role.TASKMANAGER, host, List.of(), List.of());
    }
}
