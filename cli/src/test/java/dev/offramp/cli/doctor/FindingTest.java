package dev.offramp.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {

    private static final Finding WRONG = new Finding("topics", Verdict.WRONG, "topic a does not exist", "make it");

    @Test
    void a_line_says_verdict_check_what_was_found_and_what_to_change() {
        assertThat(WRONG.line()).isEqualTo("wrong    topics              topic a does not exist -> make it");
        assertThat(new Finding("flink", Verdict.OK, "it answers", "").line())
                .isEqualTo("ok       flink               it answers");
    }

    @Test
    void for_programs_the_verdicts_are_counted_and_the_findings_listed() {
        var document = new FindingsJson(List.of(WRONG, WRONG)).document();

        assertThat(document.path("wrong").asInt()).isEqualTo(2);
        assertThat(document.path("ok").asInt()).isZero();
        assertThat(document.at("/findings/1").toString())
                .isEqualTo(
                        "{\"check\":\"topics\",\"verdict\":\"wrong\",\"found\":\"topic a does not exist\",\"change\":\"make it\"}");
    }
}
