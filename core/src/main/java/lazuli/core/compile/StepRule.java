package lazuli.core.compile;

import java.util.List;

/**
 * The numbers of a step's primitive that follow from lengths of earlier values.
 *
 * @param step its place among the graph's steps
 */
public record StepRule(int step, List<NumberRule> numbers) {}
