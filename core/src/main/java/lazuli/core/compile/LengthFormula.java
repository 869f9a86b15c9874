package lazuli.core.compile;

import java.util.List;

/**
 * A whole number made of lengths: {@code floor((sum of the terms + offset) / divisor)}.
 *
 * @param divisor positive
 */
public record LengthFormula(List<Term> terms, long offset, long divisor) {
    /** {@code scale} times the product of lengths. */
    public record Term(long scale, List<LengthOf> factors) {}

    static LengthFormula of(long scale, List<LengthOf> factors, long offset) {
        return new LengthFormula(List.of(new Term(scale, factors)), offset, 1);
    }

    LengthFormula plus(Term term) {
        return new LengthFormula(List.of(terms.getFirst(), term), offset, divisor);
    }

    /** The number for the lengths that there are now; throws an {@link ArithmeticException} if it does not fit a long. */
    long of(LengthOf.Lengths lengths) {
        long sum = offset;
        for (Term term : terms) {
            long product = term.scale();
            for (LengthOf factor : term.factors()) {
                product = Math.multiplyExact(product, lengths.of(factor));
            }
            sum = Math.addExact(sum, product);
        }
        return Math.floorDiv(sum, divisor);
    }
}
