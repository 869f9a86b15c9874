package lazuli.core.operation;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.EinsumPath;
import lazuli.core.Shape;
import lazuli.core.graph.TraceScope;

/** Sums of products by Einstein's convention: pairs of operands contracted as matrix products, in a good order. */
public final class Einsum {
    private final EinsumExpression expression;
    private final List<Operand> operands = new ArrayList<>();

    /** An array whose axes have labels. */
    private record Operand(Array array, String labels) {
        /** The axes in another order of labels, with length 1 where there is none. */
        Operand ordered(String order) {
            String own = Labels.intersection(order, labels);
            int[] axes = own.chars().map(labels::indexOf).toArray();
            Array transposed = axes.length == 0 ? array : Shapes.transpose(array, axes);
            int[] lengths = order.chars()
                    .map(label ->
                            own.indexOf(label) < 0 ? 1 : transposed.shape().length(own.indexOf(label)))
                    .toArray();
            return new Operand(Shapes.reshape(transposed, lengths), order);
        }

        /** Without the labels that are not needed, over which it is summed. */
        Operand summed(String needed) {
            String kept = Labels.intersection(labels, needed);
            int[] axes =
                    Labels.difference(labels, kept).chars().map(labels::indexOf).toArray();
            return axes.length == 0 ? this : new Operand(Reductions.sum(array, axes, false), kept);
        }
    }

    private Einsum(EinsumExpression expression, List<Array> arrays) {
        this.expression = expression;
        for (int i = 0; i < arrays.size(); i++) {
            operands.add(withoutRepeats(arrays.get(i), expression.inputs().get(i)));
        }
    }

    /** The path that {@link #evaluate} takes. */
    public static EinsumPath path(String subscripts, List<Array> arrays) {
        return EinsumSearch.path(EinsumExpression.parse(subscripts, shapes(arrays)));
    }

    /** The sum of products that the subscripts describe. */
    public static Array evaluate(String subscripts, List<Array> arrays) {
        EinsumExpression expression = EinsumExpression.parse(subscripts, shapes(arrays));
        return TraceScope.result(() -> new Einsum(expression, arrays).run());
    }

    private static List<Shape> shapes(List<Array> arrays) {
        return arrays.stream().map(Array::shape).toList();
    }

    /** Diagonals in place of repeated labels; axes of length 1 that others have longer are left to broadcasting. */
    private Operand withoutRepeats(Array array, String labels) {
        Array result = array;
        StringBuilder left = new StringBuilder(labels);
        for (int axis = left.length() - 1; axis >= 0; axis--) {
            if (result.shape().length(axis) == 1 && expression.length(left.charAt(axis)) != 1) {
                result = Shapes.squeeze(result, axis);
                left.deleteCharAt(axis);
            }
        }
        int second = left.length() - 1;
        while (second > 0) {
            String label = left.substring(second, second + 1);
            int first = left.indexOf(label);
            if (first < second) {
                result = Diagonals.diagonal(result, 0, first, second);
                left.deleteCharAt(second).deleteCharAt(first).append(label);
                second = left.length() - 1;
            } else {
                second--;
            }
        }
        return new Operand(result, left.toString());
    }

    private Array run() {
        for (List<Integer> step : EinsumSearch.path(expression).steps()) {
            if (step.size() == 2) {
                contract(step.get(0), step.get(1));
            }
        }
        String output = expression.output();
        Array result = operands.getFirst().summed(output).ordered(output).array();
        return Shapes.broadcast(result, Shape.of(lengths(output)));
    }

    private void contract(int first, int second) {
        List<String> labels = operands.stream().map(Operand::labels).toList();
        String needed = Labels.needed(labels, expression.output(), first, second);
        Operand right = operands.remove(second);
        Operand left = operands.remove(first);
        operands.add(product(left.summed(needed + right.labels()), right.summed(needed + left.labels()), needed));
    }

    private Operand product(Operand a, Operand b, String needed) {
        String shared = Labels.intersection(a.labels(), b.labels());
        String batch = Labels.intersection(shared, needed);
        String summed = Labels.difference(shared, needed);
        String rows = Labels.difference(a.labels(), shared);
        String columns = Labels.difference(b.labels(), shared);
        String result = batch + rows + columns;
        if (summed.isEmpty()
                || !DType.promote(a.array().dtype(), b.array().dtype()).isDifferentiable()) {
            String all = result + summed;
            return new Operand(
                            Functions.multiply(
                                    a.ordered(all).array(), b.ordered(all).array()),
                            all)
                    .summed(result);
        }
        int[] batchLengths = lengths(batch);
        int inner = Shape.axisLength("einsum", (long) expression.size(summed));
        int height = Shape.axisLength("einsum", (long) expression.size(rows));
        int width = Shape.axisLength("einsum", (long) expression.size(columns));
        Array left = Shapes.reshape(a.ordered(batch + rows + summed).array(), with(batchLengths, height, inner));
        Array right = Shapes.reshape(b.ordered(batch + summed + columns).array(), with(batchLengths, inner, width));
        return new Operand(Shapes.reshape(Matrices.matmul(left, right), lengths(result)), result);
    }

    private int[] lengths(String labels) {
        return labels.chars().map(label -> expression.length(label)).toArray();
    }

    private static int[] with(int[] batch, int rows, int columns) {
        int[] lengths = new int[batch.length + 2];
        System.arraycopy(batch, 0, lengths, 0, batch.length);
        lengths[batch.length] = rows;
        lengths[batch.length + 1] = columns;
        return lengths;
    }
}
