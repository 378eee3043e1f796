package dev.offramp.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.offramp.policy.Scope;
import dev.offramp.sample.BundleId;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServingBookTest {

    private static final BundleId HOME = id("1.0.0");
    private static final BundleId NEXT = id("1.1.0");
    private static final BundleId OTHER = id("2.0.0");
    private static final List<String> STREAMS =
            IntStream.range(0, 20_000).mapToObj(n -> "camera-" + n).toList();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ServingBook book = new ServingBook(HOME);
    private long version;

    private static BundleId id(String version) {
        return new BundleId("digits", version);
    }

    private void serve(Scope scope, String target, BundleId bundle, long from) {
        book.enter(Assignment.of(scope, target, bundle, Role.SERVING, 1, from, ++version));
    }

    private void put(Role role, Scope scope, String target, BundleId bundle, double share, long from) {
        book.enter(Assignment.of(scope, target, bundle, role, share, from, ++version));
    }

    private BundleId answering(String stream, long eventTimeMillis) {
        return book.lookUp(stream, eventTimeMillis).answering();
    }

    @Test
    void a_switch_falls_between_two_event_times() {
        serve(Scope.DEFAULT, "", NEXT, 1_000);

        assertThat(answering("a", 999)).isEqualTo(HOME);
        assertThat(answering("a", 1_000)).isEqualTo(NEXT);
    }

    @Test
    void the_way_back_is_an_assignment_like_any_other_and_what_was_met_before_stays_so() {
        serve(Scope.DEFAULT, "", NEXT, 1_000);
        serve(Scope.DEFAULT, "", HOME, 2_000);

        assertThat(answering("a", 1_500)).isEqualTo(NEXT);
        assertThat(answering("a", 2_000)).isEqualTo(HOME);
    }

    @Test
    void one_that_begins_earlier_takes_the_place_of_those_after_it() {
        serve(Scope.DEFAULT, "", NEXT, 2_000);
        serve(Scope.DEFAULT, "", OTHER, 1_000);

        assertThat(answering("a", 3_000)).isEqualTo(OTHER);
    }

    @Test
    void a_narrower_scope_goes_first_and_gives_its_streams_back() {
        serve(Scope.DEFAULT, "", NEXT, 0);
        serve(Scope.GROUP, "hall-", OTHER, 0);
        serve(Scope.GROUP, "hall-2-", NEXT, 0);
        serve(Scope.STREAM, "hall-9", HOME, 0);
        book.enter(Assignment.none(Scope.GROUP, "hall-", false, 5_000, ++version));

        assertThat(answering("yard-1", 0)).isEqualTo(NEXT);
        assertThat(answering("hall-1", 0)).isEqualTo(OTHER);
        assertThat(answering("hall-2-7", 0)).isEqualTo(NEXT);
        assertThat(answering("hall-9", 0)).isEqualTo(HOME);
        assertThat(answering("hall-1", 5_000)).isEqualTo(NEXT);
    }

    @Test
    void a_canary_answers_its_share_of_the_streams_and_a_larger_share_of_its_trial_keeps_them() {
        put(Role.CANARY, Scope.DEFAULT, "", NEXT, 0.1, 0);
        long trial = version;
        Set<String> tenth = meeting(NEXT);
        book.enter(Assignment.of(Scope.DEFAULT, "", NEXT, Role.CANARY, 0.3, 0, ++version)
                .goingOn(trial));
        Set<String> third = meeting(NEXT);

        assertThat(tenth.size() / (double) STREAMS.size()).isCloseTo(0.1, within(0.01));
        assertThat(third.size() / (double) STREAMS.size()).isCloseTo(0.3, within(0.015));
        assertThat(third).containsAll(tenth);
    }

    @Test
    void another_trial_draws_other_streams_of_which_it_shares_as_many_as_chance_has_it() {
        put(Role.CANARY, Scope.DEFAULT, "", NEXT, 0.1, 0);
        Set<String> first = meeting(NEXT);
        put(Role.CANARY, Scope.DEFAULT, "", OTHER, 0.1, 0);
        Set<String> both = meeting(OTHER);
        both.retainAll(first);

        assertThat(both.size() / (double) STREAMS.size()).isCloseTo(0.01, within(0.003));
    }

    @Test
    void in_a_replay_a_trial_draws_the_same_streams() {
        put(Role.CANARY, Scope.DEFAULT, "", NEXT, 0.1, 0);
        ServingBook replayed = new ServingBook(HOME);
        replayed.enter(Assignment.of(Scope.DEFAULT, "", NEXT, Role.CANARY, 0.1, 0, version));

        assertThat(STREAMS)
                .allSatisfy(stream -> assertThat(replayed.lookUp(stream, 0)).isEqualTo(book.lookUp(stream, 0)));
    }

    private Set<String> meeting(BundleId bundle) {
        return STREAMS.stream()
                .filter(stream -> answering(stream, 0).equals(bundle))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void nothing_is_made_for_a_frame_where_one_bundle_serves() {
        assertNothingIsMade();

        serve(Scope.DEFAULT, "", NEXT, 0);
        assertNothingIsMade();

        serve(Scope.GROUP, "camera-1", OTHER, 0);
        serve(Scope.STREAM, "camera-7", HOME, 0);
        put(Role.CANARY, Scope.DEFAULT, "", OTHER, 0.3, 0);
        assertNothingIsMade();
    }

    private void assertNothingIsMade() {
        lookUpAll(); // what is made once for classes
        long before = THREADS.getCurrentThreadAllocatedBytes();
        lookUpAll();

        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(STREAMS.size());
    }

    private void lookUpAll() {
        for (int i = 0; i < STREAMS.size(); i++) {
            book.lookUp(STREAMS.get(i), i);
        }
    }

    @Test
    void a_canary_takes_no_stream_that_a_narrower_scope_serves() {
        put(Role.CANARY, Scope.DEFAULT, "", NEXT, 1, 0);
        serve(Scope.GROUP, "hall-", OTHER, 0);

        assertThat(answering("yard-1", 0)).isEqualTo(NEXT);
        assertThat(answering("hall-1", 0)).isEqualTo(OTHER);
    }

    @Test
    void a_shadow_answers_nobody_and_goes_beside_whatever_serves() {
        put(Role.SHADOW, Scope.DEFAULT, "", NEXT, 0.25, 1_000);
        serve(Scope.STREAM, "a", OTHER, 0);

        assertThat(book.lookUp("a", 2_000).shadow()).isEmpty();
        assertThat(book.lookUp("b", 999).shadow()).isEmpty();
        ServingBook.Met met = book.lookUp("b", 1_000);
        assertThat(met.answering()).isEqualTo(HOME);
        assertThat(met.shadow()).hasValueSatisfying(shadow -> {
            assertThat(shadow.bundle()).contains(NEXT);
            assertThat(shadow.share()).isEqualTo(0.25);
        });
    }

    @Test
    void an_assignment_that_is_read_once_more_takes_nothing_back() {
        Assignment first = Assignment.of(Scope.DEFAULT, "", NEXT, Role.SERVING, 1, 1_000, 1);
        book.enter(first);
        book.enter(Assignment.of(Scope.DEFAULT, "", OTHER, Role.SERVING, 1, 2_000, 2));

        book.enter(first);

        assertThat(answering("a", 3_000)).isEqualTo(OTHER);
    }

    @Test
    void a_trial_is_no_matter_of_a_stream_whatever_it_is_called() {
        put(Role.CANARY, Scope.STREAM, "cam", NEXT, 1, 0);

        assertThat(answering("cam#trial", 0)).isEqualTo(HOME);
        assertThat(answering("trial of STREAM/cam", 0)).isEqualTo(HOME);
        assertThat(answering("cam", 0)).isEqualTo(NEXT);
    }

    @Test
    void what_was_on_trial_is_over_from_its_end_on() {
        put(Role.CANARY, Scope.DEFAULT, "", NEXT, 1, 0);
        book.enter(Assignment.none(Scope.DEFAULT, "", true, 1_000, ++version));

        assertThat(answering("a", 999)).isEqualTo(NEXT);
        assertThat(answering("a", 1_000)).isEqualTo(HOME);
    }
}
