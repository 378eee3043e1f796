package dev.offramp.cli.policy;

import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.ServedBundle;
import dev.offramp.policy.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a frame of one stream and event time meets, and which scope says what of it.
 *
 * @param reaching the updates that reach it, the narrowest scope's first
 * @param bundle   that is served, where its folder is named
 * @param inForce  the same, where no more is known than its name
 */
record MetPolicy(
        String stream,
        long atMillis,
        List<ScopedPolicy> reaching,
        Optional<ServedBundle> bundle,
        Optional<BundleInForce> inForce) {

    String json() {
        return PolicyListing.of(reaching, bundle.map(this::policy), atMillis, inForce);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("A frame of stream " + stream + " at " + PolicyText.time(atMillis) + " meets version " + version()
                + ":");
        for (PolicyField field : PolicyField.values()) {
            lines.add("  " + field.title() + " " + said(field));
        }
        bundle.map(this::policy)
                .ifPresent(policy -> lines.add("  that is " + PolicyField.text(policy.criterion()) + " of "
                        + bundle.get().id()));
        return lines;
    }

    private String said(PolicyField field) {
        Optional<ScopedPolicy> narrowest = reaching.stream()
                .filter(update -> !field.isOpen(update.terms()))
                .findFirst();
        if (narrowest.isEmpty()) {
            return "as the job's bundle recommends";
        }
        ScopedPolicy update = narrowest.get();
        String by =
                " (" + PolicyText.scope(update) + ", version " + update.version() + ", by " + PolicyText.author(update);
        return field.text(update.terms()) + by
                + (field == PolicyField.WISH ? ", " + PolicyText.state(update, atMillis, inForce) : "") + ")";
    }

    /** The newest of the versions that say something which is obeyed. */
    private long version() {
        long version = 0;
        PolicyTerms terms = PolicyTerms.NOTHING;
        for (ScopedPolicy update : reaching) {
            PolicyTerms said = terms.or(update.terms());
            PolicyTerms obeyed =
                    inForce.isPresent() && inForce.get().disobeys(said.wish()) ? said.with(terms.wish()) : said;
            version = obeyed.equals(terms) ? version : Math.max(version, update.version());
            terms = said;
        }
        return version;
    }

    private Policy policy(ServedBundle served) {
        PolicyTerms terms = PolicyTerms.of(Wish.OPEN);
        for (ScopedPolicy update : reaching) {
            terms = terms.or(update.terms());
        }
        return served.policy(version(), terms);
    }
}
