package dev.offramp.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.model.Notice;
import dev.offramp.policy.Scope;
import dev.offramp.refresh.Decision.Outcome;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Origin;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Orders of a job with two operators, of two tasks each; a lead of 2 s, a grace of 60 s, a patience of 900 s. */
class OrdersTest {

    private static final Home HOME = new Home(new BundleId("digits", "1"), "a".repeat(64));
    private static final OrderRules RULES = new OrderRules(List.of("decode", "stage-1"), 900_000, 2_000, 60_000);
    private static final BundleSource TWO = source("2", "b");
    private static final BundleSource THREE = source("3", "c");

    private final Recorder done = new Recorder();
    private Orders orders = new Orders(HOME, RULES, done);

    /** What was to be done. */
    private static final class Recorder implements Orders.Doing {

        final List<Order> opening = new ArrayList<>();
        final List<Directive> directives = new ArrayList<>();
        final List<Decision> decisions = new ArrayList<>();
        final List<String> refusals = new ArrayList<>();

        @Override
        public void open(Order order) {
            opening.add(order);
        }

        @Override
        public void direct(Directive directive) {
            directives.add(directive);
        }

        @Override
        public void tell(Decision decision) {
            decisions.add(decision);
        }

        @Override
        public void refuse(Origin origin, Order order, String reason) {
            refusals.add(reason);
        }

        List<Notice> told() {
            return directives.stream()
                    .filter(Directive.Tell.class::isInstance)
                    .map(directive -> ((Directive.Tell) directive).notice())
                    .toList();
        }

        List<Assignment> served() {
            return directives.stream()
                    .filter(Directive.Serve.class::isInstance)
                    .map(directive -> ((Directive.Serve) directive).assignment())
                    .toList();
        }

        Decision last() {
            return decisions.get(decisions.size() - 1);
        }
    }

    @Test
    void a_bundle_is_opened_then_told_of_and_holds_once_every_task_has_it_ready() {
        order(1, TWO, 1_000);
        assertThat(done.opening).extracting(Order::version).containsExactly(1L);
        assertThat(done.told()).isEmpty();

        orders.opened("DEFAULT/", 1, TWO.id(), 3_000);
        assertThat(done.told()).containsExactly(Notice.arrival(TWO.id(), TWO, 3_000));

        ready(TWO, 3_000, 5_000, "decode", 0, 1);
        ready(TWO, 3_000, 5_500, "stage-1", 1);
        assertThat(done.decisions).isEmpty();
        ready(TWO, 3_000, 6_000, "stage-1", 0);
        assertThat(done.served()).isEmpty();
        readBack(6_100);

        assertThat(done.served())
                .containsExactly(Assignment.of(Scope.DEFAULT, "", TWO.id(), Role.SERVING, 1, 8_000, 1));
        assertThat(done.last().outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(done.last().validFromMillis()).isEqualTo(8_000);
    }

    @Test
    void an_order_that_names_a_time_holds_from_then_on() {
        orders.read(placed(order(1, Optional.of(TWO), OptionalLong.of(1_234))), 1_000);
        allReady(1, TWO, 5_000);

        assertThat(done.served()).extracting(Assignment::validFromMillis).containsExactly(1_234L);
    }

    @Test
    void one_task_that_cannot_serve_it_refuses_it_for_all_and_they_let_it_go() {
        order(1, TWO, 0);
        orders.opened("DEFAULT/", 1, TWO.id(), 0);
        ready(TWO, 1, 0, "decode", 0, 1);
        orders.read(placed(new TaskReport(TWO, 1, "stage-1", 1, 2, Optional.of("no memory for it"))), 10);

        assertThat(done.served()).isEmpty();
        assertThat(done.last().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(done.refusals).containsExactly("stage-1 (2/2) cannot serve it: no memory for it");
        assertThat(done.told()).last().isEqualTo(Notice.farewell(TWO.id(), 10));
    }

    @Test
    void a_report_of_another_round_counts_for_nothing() {
        order(1, TWO, 0);
        orders.opened("DEFAULT/", 1, TWO.id(), 0);
        ready(TWO, 0, 0, "decode", 0, 1);
        ready(TWO, 0, 0, "stage-1", 0, 1);

        assertThat(done.decisions).isEmpty();
    }

    @Test
    void a_bundle_that_cannot_be_opened_is_refused_with_the_reason() {
        order(1, TWO, 0);
        orders.failed("DEFAULT/", 1, "404", 5);

        assertThat(done.refusals).containsExactly("404");
        assertThat(done.last().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(done.directives).isEmpty();
    }

    @Test
    void who_does_not_report_is_waited_for_no_longer_than_the_patience_and_named() {
        order(1, TWO, 0);
        orders.opened("DEFAULT/", 1, TWO.id(), 0);
        ready(TWO, 1, 0, "stage-1", 1);
        orders.tick(900_000);
        assertThat(done.decisions).isEmpty();

        orders.tick(900_001);

        assertThat(done.refusals)
                .containsExactly("not all tasks had it ready in time; missing: decode, stage-1 (1 of 2 ready)");
    }

    @Test
    void of_two_orders_about_the_same_the_later_counts() {
        order(1, TWO, 0);
        order(2, THREE, 1);
        orders.opened("DEFAULT/", 1, TWO.id(), 2);
        allReady(2, THREE, 3);

        assertThat(done.decisions)
                .extracting(Decision::order, Decision::outcome)
                .containsExactly(tuple(2L, Outcome.ACCEPTED));
        assertThat(done.told()).extracting(Notice::bundle).containsExactly(THREE.id());
    }

    @Test
    void a_start_that_reads_a_whole_topic_says_nothing_of_what_is_past() {
        order(1, TWO, 0);
        orders.read(placed(accepted(1, TWO, 500)), 0);
        order(2, THREE, 0);
        orders.read(placed(accepted(2, THREE, 900)), 0);
        assertThat(done.decisions).isEmpty();
        assertThat(done.refusals).isEmpty();
        assertThat(orders.isPending(done.opening.get(0))).isFalse();
        assertThat(orders.isPending(done.opening.get(1))).isTrue();

        allReady(2, THREE, 5_000);

        assertThat(done.decisions).isEmpty();
        assertThat(done.served()).extracting(Assignment::validFromMillis).containsExactly(900L);
    }

    @Test
    void a_decision_that_was_read_before_the_checkpoint_counts_behind_it_too() {
        order(1, TWO, 0);
        orders.read(placed(accepted(1, TWO, 4_321)), 1);
        beginAgain(10);
        allReady(1, TWO, 60_000);

        assertThat(done.decisions).isEmpty();
        assertThat(done.served()).extracting(Assignment::validFromMillis).containsExactly(4_321L);
    }

    @Test
    void a_trial_ends_once_what_is_to_take_over_is_decided() {
        order(1, TWO, 0);
        orders.read(placed(endOfTrial(2)), 1);
        assertThat(done.decisions).isEmpty();

        allReady(1, TWO, 2);
        readBack(3);

        assertThat(done.served()).extracting(Assignment::key).containsExactly("DEFAULT/", "trial of DEFAULT/");
    }

    @Test
    void a_trial_goes_on_where_what_is_to_take_over_is_refused() {
        order(1, TWO, 0);
        orders.read(placed(endOfTrial(2)), 1);
        orders.failed("DEFAULT/", 1, "404", 5);

        assertThat(done.decisions)
                .extracting(Decision::order, Decision::outcome)
                .containsExactly(tuple(1L, Outcome.REFUSED), tuple(2L, Outcome.REFUSED));
    }

    @Test
    void the_first_bundle_stays_while_a_withdrawal_is_not_read_back() {
        order(1, TWO, 0);
        allReady(1, TWO, 0);
        orders.read(placed(order(2, Optional.empty(), OptionalLong.empty())), 61_000);
        orders.tick(100_000);

        assertThat(done.told()).noneMatch(Notice::isFarewell);
    }

    @Test
    void a_version_that_goes_back_is_refused_and_one_that_is_read_again_is_nothing() {
        order(5, TWO, 0);
        allReady(5, TWO, 1);
        order(5, TWO, 2);
        order(4, THREE, 3);

        assertThat(done.refusals).containsExactly("version 5 of the same was ordered before it");
        assertThat(done.opening).hasSize(1);
        assertThat(done.decisions).hasSize(1);
    }

    @Test
    void a_shadow_is_made_ready_as_any_bundle_and_runs_on_its_share_of_the_samples() {
        orders.read(placed(TestingCanary.shadow(1, "agreement >= 98% for 1 min")), 0);
        allReady(TestingCanary.TRIAL, 1, TestingCanary.TWO, 10_000);

        assertThat(done.refusals).isEmpty();
        assertThat(done.served()).singleElement().satisfies(shadow -> {
            assertThat(shadow.bundle()).contains(TestingCanary.TWO.id());
            assertThat(shadow.role()).isEqualTo(Role.SHADOW);
            assertThat(shadow.onTrial()).isTrue();
            assertThat(shadow.share()).isEqualTo(0.1);
        });
    }

    @Test
    void a_rule_decides_canaries_of_every_stream_and_by_what_they_show() {
        orders.read(placed(TestingCanary.canary(1, Scope.GROUP, "gate-", "cost <= 1.1x for 1 min")), 0);
        orders.read(placed(TestingCanary.canary(2, "agreement >= 98% and cost <= 1.1x for 1 min")), 0);
        assertThat(done.refusals)
                .satisfiesExactly(
                        refusal -> assertThat(refusal).startsWith("a rule decides trials for every stream only"),
                        refusal -> assertThat(refusal).startsWith("agreement is known of shadows only"));
        assertThat(done.opening).isEmpty();

        orders.read(placed(TestingCanary.canary(3, "cost <= 1.1x for 1 min")), 0);
        assertThat(done.opening).extracting(Order::version).containsExactly(3L);
    }

    @Test
    void other_content_under_the_same_name_and_version_is_refused() {
        BundleSource altered = source("1", "f");
        order(1, altered, 0);
        orders.opened("DEFAULT/", 1, altered.id(), 1);

        assertThat(done.refusals)
                .singleElement()
                .asString()
                .startsWith("bundle digits 1 is there already with other content");
        assertThat(done.told()).isEmpty();
    }

    @Test
    void the_first_bundle_leaves_once_nobody_has_met_it_for_the_grace() {
        order(1, TWO, 0);
        allReady(1, TWO, 10_000);
        orders.tick(71_999);
        assertThat(done.told()).noneMatch(Notice::isFarewell);

        orders.tick(72_000);
        orders.tick(80_000);

        assertThat(done.told()).filteredOn(Notice::isFarewell).containsExactly(Notice.farewell(HOME.bundle(), 72_000));
    }

    @Test
    void a_bundle_that_a_group_has_stays_with_that_of_everybody() {
        orders.read(placed(grouped(1, TWO)), 0);
        orders.opened("GROUP/gate-", 1, TWO.id(), 1);
        ready(TWO, 1, 1, "decode", 0, 1);
        ready(TWO, 1, 1, "stage-1", 0, 1);
        readBack(1);
        orders.tick(10_000_000);

        assertThat(done.told()).noneMatch(Notice::isFarewell);
    }

    @Test
    void a_replaced_bundle_comes_back_by_an_order_and_stays() {
        order(1, TWO, 0);
        allReady(1, TWO, 0);
        order(2, THREE, 10_000);
        allReady(2, THREE, 10_000);
        order(3, TWO, 20_000);
        allReady(3, TWO, 20_000);
        orders.tick(1_000_000);

        assertThat(done.told())
                .filteredOn(Notice::isFarewell)
                .extracting(Notice::bundle)
                .containsExactlyInAnyOrder(HOME.bundle(), THREE.id());
    }

    @Test
    void a_withdrawal_gives_the_streams_back_to_the_first_bundle_as_long_as_that_is_there() {
        order(1, TWO, 0);
        allReady(1, TWO, 0);
        withdraw(2, 10_000);

        assertThat(done.served()).last().satisfies(none -> assertThat(none.bundle())
                .isEmpty());
        assertThat(done.last().outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void a_withdrawal_is_refused_where_the_first_bundle_has_left() {
        order(1, TWO, 0);
        allReady(1, TWO, 0);
        orders.tick(100_000);
        withdraw(2, 100_001);

        assertThat(done.last().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(done.last().reason()).contains("has left");
    }

    @Test
    void a_job_that_begins_again_tells_tasks_once_more_of_what_was_on_its_way() {
        order(1, TWO, 0);
        orders.opened("DEFAULT/", 1, TWO.id(), 0);
        ready(TWO, 1, 0, "decode", 0, 1);

        beginAgain(50_000);
        assertThat(done.opening).hasSize(2);
        orders.opened("DEFAULT/", 1, TWO.id(), 50_000);
        ready(TWO, 1, 50_001, "stage-1", 0, 1);
        assertThat(done.decisions).isEmpty();
        ready(TWO, 50_000, 50_002, "decode", 0, 1);
        ready(TWO, 50_000, 50_002, "stage-1", 0, 1);

        assertThat(done.last().outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(done.decisions).hasSize(1);
    }

    @Test
    void two_scopes_that_want_one_bundle_at_once_both_get_it() {
        order(1, TWO, 0);
        orders.read(placed(grouped(2, TWO)), 0);
        orders.opened("DEFAULT/", 1, TWO.id(), 0);
        orders.opened("GROUP/gate-", 2, TWO.id(), 0);
        ready(TWO, 2, 1, "decode", 0, 1);
        ready(TWO, 2, 1, "stage-1", 0, 1);
        readBack(2);

        assertThat(done.served()).extracting(Assignment::key).containsExactlyInAnyOrder("DEFAULT/", "GROUP/gate-");
    }

    @Test
    void a_bundle_that_is_replaced_only_tomorrow_stays_until_then_through_a_restart() {
        order(1, TWO, 0);
        allReady(1, TWO, 0);
        orders.tick(100_000);
        orders.read(placed(order(2, Optional.of(THREE), OptionalLong.of(90_000_000))), 100_000);
        allReady(2, THREE, 100_000);

        beginAgain(200_000);
        orders.tick(80_000_000);
        assertThat(done.told())
                .filteredOn(Notice::isFarewell)
                .extracting(Notice::bundle)
                .containsExactly(HOME.bundle());

        orders.tick(90_060_000);
        assertThat(done.told()).last().extracting(Notice::bundle).isEqualTo(TWO.id());
    }

    @Test
    void what_was_decided_after_the_checkpoint_is_decided_again_in_the_same_way() {
        order(1, TWO, 0);
        beginAgain(0);
        orders.opened("DEFAULT/", 1, TWO.id(), 0);
        orders.read(placed(new Decision("DEFAULT/", 1, Optional.of(TWO), Outcome.ACCEPTED, 4_321, "", 4_000)), 1);
        ready(TWO, 1, 60_000, "decode", 0, 1);
        ready(TWO, 1, 60_000, "stage-1", 0, 1);

        assertThat(done.served()).extracting(Assignment::validFromMillis).containsExactly(4_321L);
    }

    @Test
    void what_was_taken_back_in_an_earlier_life_is_not_tried_again() {
        order(1, TWO, 0);
        orders.read(placed(new Decision("DEFAULT/", 1, Optional.of(TWO), Outcome.ROLLED_BACK, 0, "worse", 4_000)), 1);
        allReady(1, TWO, 2);

        assertThat(done.directives).isEmpty();
        assertThat(done.decisions).isEmpty();
    }

    @Test
    void a_job_that_begins_again_keeps_what_was_decided_and_who_has_left() {
        order(1, TWO, 0);
        allReady(1, TWO, 0);
        orders.tick(100_000);
        beginAgain(200_000);
        withdraw(2, 200_001);
        orders.tick(900_000);

        assertThat(done.last().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(done.told()).filteredOn(Notice::isFarewell).hasSize(1);
    }

    private void beginAgain(long nowMillis) {
        OrdersState state = orders.state();
        orders = new Orders(HOME, RULES, done);
        orders.restore(state, nowMillis);
    }

    private void order(long version, BundleSource source, long nowMillis) {
        orders.read(placed(order(version, Optional.of(source), OptionalLong.empty())), nowMillis);
    }

    private void withdraw(long version, long nowMillis) {
        orders.read(placed(order(version, Optional.empty(), OptionalLong.empty())), nowMillis);
        readBack(nowMillis);
    }

    /** Every task has it ready, and what was decided is read from the topic. */
    private void allReady(long version, BundleSource source, long nowMillis) {
        allReady("DEFAULT/", version, source, nowMillis);
    }

    private void allReady(String about, long version, BundleSource source, long nowMillis) {
        orders.opened(about, version, source.id(), nowMillis);
        done.told().stream()
                .filter(notice -> notice.source().equals(Optional.of(source)))
                .mapToLong(Notice::round)
                .max()
                .ifPresent(round -> {
                    ready(source, round, nowMillis, "decode", 0, 1);
                    ready(source, round, nowMillis, "stage-1", 0, 1);
                });
        readBack(nowMillis);
    }

    private void readBack(long nowMillis) {
        List.copyOf(done.decisions).forEach(decision -> orders.read(placed(decision), nowMillis));
    }

    private void ready(BundleSource source, long round, long nowMillis, String operator, int... subtasks) {
        for (int subtask : subtasks) {
            orders.read(placed(new TaskReport(source, round, operator, subtask, 2, Optional.empty())), nowMillis);
        }
    }

    private static Order order(long version, Optional<BundleSource> source, OptionalLong validFrom) {
        return new Order(
                Scope.DEFAULT,
                "",
                false,
                source,
                Role.SERVING,
                1,
                validFrom,
                "",
                version,
                "tests",
                "",
                Optional.empty());
    }

    private static Decision accepted(long version, BundleSource source, long validFrom) {
        return new Decision("DEFAULT/", version, Optional.of(source), Outcome.ACCEPTED, validFrom, "", 0);
    }

    private static Order endOfTrial(long version) {
        return new Order(
                Scope.DEFAULT,
                "",
                true,
                Optional.empty(),
                Role.SERVING,
                1,
                OptionalLong.empty(),
                "",
                version,
                "tests",
                "",
                Optional.empty());
    }

    private static Order grouped(long version, BundleSource source) {
        return new Order(
                Scope.GROUP,
                "gate-",
                false,
                Optional.of(source),
                Role.SERVING,
                1,
                OptionalLong.empty(),
                "",
                version,
                "tests",
                "",
                Optional.empty());
    }

    private static PlacedRecord placed(BundleRecord record) {
        return new PlacedRecord(new Origin("bundles", 0, 0, 0), record);
    }

    private static BundleSource source(String version, String digit) {
        return new BundleSource(
                new BundleId("digits", version),
                digit.repeat(64),
                URI.create("https://models.example/digits/" + version + "/"));
    }
}
