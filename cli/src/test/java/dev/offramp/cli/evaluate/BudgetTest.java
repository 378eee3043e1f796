package dev.offramp.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.budget.BudgetGoal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class BudgetTest {

    @ParameterizedTest
    @CsvSource({
        "6M, MULTIPLY_ADDS, 6e6",
        "6.5m, MULTIPLY_ADDS, 6.5e6",
        "1.2G, MULTIPLY_ADDS, 1.2e9",
        "800k, MULTIPLY_ADDS, 8e5",
        "4516160, MULTIPLY_ADDS, 4516160",
        "0.8ms, MILLISECONDS, 0.8",
        ".5 ms, MILLISECONDS, 0.5"
    })
    void a_budget_is_an_amount_with_a_unit(String text, Budget.Unit unit, double amount) {
        Budget budget = read(text);

        assertThat(budget.unit()).isEqualTo(unit);
        assertThat(budget.goal()).isEqualTo(new BudgetGoal.MeanCost(amount));
    }

    @Test
    void an_accepted_loss_is_points_of_accuracy() {
        assertThat(read("-0.5%").goal()).isEqualTo(new BudgetGoal.AccuracyLoss(.005));
        assertThat(read("-0%").goal()).isEqualTo(new BudgetGoal.AccuracyLoss(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "-6M", "0.5%", "6 seconds", "-101%", "1e6"})
    void anything_else_is_refused_with_the_ways_to_write_it(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "' is no budget")
                .hasMessageContaining("0.8ms");
    }

    private static Budget read(String text) {
        return new Budget.Converter().convert(text);
    }
}
