package lazuli.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.FnN;

/**
 * An elementwise function with its partial derivatives, as formulas that hold wherever they exist.
 *
 * @param first by each argument
 * @param second by each pair of arguments (i, j) with i up to j, in the order (0, 0), (0, 1), (1, 1)
 * @param domain which arguments it is tested at
 * @param precision whether derivatives are as precise as their size or as one: those made of a result close to one are not better
 * @param conventions derivatives where none exists
 */
public record PointRow(
        String name,
        FnN function,
        List<Partial> first,
        List<Partial> second,
        Region domain,
        Precision precision,
        List<Convention> conventions) {

    /** A partial derivative at a point, in double precision. */
    @FunctionalInterface
    public interface Partial {
        /** Its value. */
        double at(double... x);
    }

    /** A set of points. */
    @FunctionalInterface
    public interface Region {
        /** Whether it contains a point. */
        boolean contains(double... x);
    }

    /** What rounding errors of derivatives are measured by. */
    public enum Precision {
        /** Their size. */
        RELATIVE,
        /** The larger of their size and one. */
        OF_ONE
    }

    /**
     * What derivatives are where mathematics knows none, or one on either side.
     *
     * @param first as in the row; NaN for any
     * @param second as in the row; NaN for any
     */
    public record Convention(Region where, List<Double> first, List<Double> second) {}

    /** A function of one argument between two numbers. */
    public static PointRow row(
            String name,
            double low,
            double high,
            UnaryOperator<Array> function,
            DoubleUnaryOperator first,
            DoubleUnaryOperator second) {
        return new PointRow(
                name,
                x -> List.of(function.apply(x.getFirst())),
                List.of(x -> first.applyAsDouble(x[0])),
                List.of(x -> second.applyAsDouble(x[0])),
                x -> x[0] >= low && x[0] <= high,
                Precision.RELATIVE,
                List.of());
    }

    /** A function of two arguments: its derivatives by a and b, and by a twice, by both, by b twice. */
    public static PointRow row(
            String name, Region domain, FnN function, Partial a, Partial b, Partial aa, Partial ab, Partial bb) {
        return new PointRow(name, function, List.of(a, b), List.of(aa, ab, bb), domain, Precision.RELATIVE, List.of());
    }

    /** The same with derivatives no more precise than one. */
    public PointRow ofOne() {
        return new PointRow(name, function, first, second, domain, Precision.OF_ONE, conventions);
    }

    /** The same with a convention for a function of one argument at a point. */
    public PointRow at(double point, double convention, double conventionOfSecond) {
        return at(x -> x[0] == point, List.of(convention), List.of(conventionOfSecond));
    }

    /** The same with a convention. */
    public PointRow at(Region where, List<Double> firstThere, List<Double> secondThere) {
        List<Convention> all = new ArrayList<>(conventions);
        all.add(new Convention(where, firstThere, secondThere));
        return new PointRow(name, function, first, second, domain, precision, all);
    }

    /** The derivatives that are expected at a point: those by each argument, then those by each pair. */
    double[] expected(double... x) {
        for (Convention convention : conventions) {
            if (convention.where().contains(x)) {
                double[] all = new double[first.size() + second.size()];
                Arrays.setAll(
                        all,
                        i -> i < first.size()
                                ? convention.first().get(i)
                                : convention.second().get(i - first.size()));
                return all;
            }
        }
        double[] all = new double[first.size() + second.size()];
        Arrays.setAll(
                all,
                i -> i < first.size()
                        ? first.get(i).at(x)
                        : second.get(i - first.size()).at(x));
        return all;
    }

    @Override
    public String toString() {
        return name;
    }
}
