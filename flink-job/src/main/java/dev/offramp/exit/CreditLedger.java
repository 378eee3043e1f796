package dev.offramp.exit;

import dev.offramp.policy.StreamAccount;
import dev.offramp.policy.StreamAccounts;
import java.time.Duration;
import java.util.List;

/**
 * The accounts of all streams with a budget at one exit, in one subtask. A stream that is dealt out over several subtasks has an account
 * in each: credit is earned a sample, so that its mean holds exactly whatever the deal, and the burst is shared out. Not thread-safe.
 */
final class CreditLedger {

    private final StreamAccounts accounts;

    /** @param burst that an account holds at most */
    CreditLedger(double burst, Duration timeToLive) {
        this.accounts = new StreamAccounts(burst, timeToLive.toMillis());
    }

    /** One more sample of the stream comes to the exit: earns its share, and pays to go deeper where it wants to and can. */
    boolean goesDeeper(String stream, boolean wanted, DepthCredit credit, long budgetMultiplyAdds, long nowMillis) {
        double before =
                accounts.of(stream, nowMillis).map(StreamAccount::balance).orElseGet(credit::initial);
        double earned = credit.earned(before, budgetMultiplyAdds);
        boolean deeper = wanted && credit.affords(earned);
        accounts.put(new StreamAccount(stream, deeper ? credit.spent(earned) : earned, nowMillis));
        return deeper;
    }

    /** Takes over an account from a checkpoint. */
    void add(StreamAccount account) {
        accounts.add(account);
    }

    /** As they stand, for a checkpoint. */
    List<StreamAccount> accounts() {
        return accounts.all();
    }
}
