package dev.offramp.cli.bundle;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.refresh.Order;
import dev.offramp.refresh.Role;
import java.util.Optional;

/**
 * An order that puts a bundle somewhere, or takes one away.
 *
 * @param source  from what is there; empty to take one away
 * @param duty    of the bundle
 * @param options that go with every order
 */
record OrderDraft(BundleScopeOptions scope, Wanted source, Duty duty, OrderOptions options)
        implements BundleDesk.Draft {

    /** Which bundle is wanted, from what is there. */
    interface Wanted {

        Optional<BundleSource> on(BundleBoard board);
    }

    /**
     * What a bundle is to do.
     *
     * @param onTrial whether the order is about what is on trial
     * @param share   of the streams for a canary, of the samples for a shadow
     * @param rule    that decides a trial; empty for none
     */
    record Duty(boolean onTrial, Role role, double share, String rule) {

        /** To answer, or no more where there is no bundle. */
        static final Duty SERVING = new Duty(false, Role.SERVING, 1, "");

        /** To be on trial no more. */
        static final Duty ENDED = new Duty(true, Role.SERVING, 1, "");
    }

    @Override
    public Order over(BundleBoard board, long version) {
        return new Order(
                scope.scope(),
                scope.target(),
                duty.onTrial(),
                source.on(board),
                duty.role(),
                duty.share(),
                options.validFromMillis(),
                duty.rule(),
                version,
                options.author(),
                options.reason(),
                board.standing(scope.key(duty.onTrial())));
    }

    /** Hands it in, tells what it came to and, where that is wanted, what becomes of it. */
    void placeAt(BundleDesk desk, Screen screen) {
        BundleDesk.Change change = desk.submit(this);
        BundleText.report(change).forEach(screen::line);
        options.waiting().follow(desk, change.order(), screen);
    }
}
