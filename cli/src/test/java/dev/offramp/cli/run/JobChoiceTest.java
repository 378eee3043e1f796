package dev.offramp.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.terminal.CommandFailure;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobChoiceTest {

    private final JobChoice choice = new JobChoice(List.of(
            job("aa01", "offramp-one", "RUNNING"),
            job("aa02", "offramp-two", "RUNNING"),
            job("bb03", "offramp-two", "RUNNING"),
            job("cc04", "offramp-one", "FINISHED"),
            job("dd05", "offramp-old", "CANCELED")));

    @Test
    void a_job_is_meant_by_its_id_the_beginning_of_it_or_its_name() {
        assertThat(choice.of("bb03").id()).isEqualTo("bb03");
        assertThat(choice.of("bb").id()).isEqualTo("bb03");
        assertThat(choice.of("offramp-one").id()).isEqualTo("aa01");
    }

    @Test
    void several_of_one_name_are_named_by_their_ids() {
        assertThatThrownBy(() -> choice.of("offramp-two"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(
                        "2 jobs are meant by offramp-two; name one by its id: aa02 (offramp-two), bb03 (offramp-two)");
    }

    @Test
    void a_job_that_has_ended_is_told_from_one_that_never_was() {
        assertThatThrownBy(() -> choice.of("offramp-old"))
                .hasMessage("job offramp-old does not run any more; it is CANCELED");
        assertThatThrownBy(() -> choice.of("nosuch"))
                .hasMessageStartingWith("there is no job nosuch on the cluster; these run there: aa01 (offramp-one), ");
        assertThatThrownBy(() -> new JobChoice(List.of()).of("nosuch"))
                .hasMessage("there is no job nosuch on the cluster; none runs there");
    }

    private static JobStatusLine job(String id, String name, String state) {
        return new JobStatusLine(id, name, state, Instant.EPOCH, 4, 4);
    }
}
