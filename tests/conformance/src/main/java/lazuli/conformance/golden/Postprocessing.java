package lazuli.conformance.golden;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Index;
import lazuli.core.Mx;
import lazuli.core.Slice;

/** What a case does to outputs of which only a part is defined, before they are compared. */
final class Postprocessing {
    private Postprocessing() {}

    static List<Array> apply(GoldenCase golden, List<Object> inputs, List<Array> outputs) {
        return switch (golden.postprocessing().asText()) {
            case "kth" -> List.of(kth(golden, Call.of(inputs, golden.arguments()), outputs.getFirst()));
            case "sort" -> List.of(Mx.sort(outputs.getFirst(), axis(golden, outputs.getFirst())));
            case "qr" -> qr(outputs.get(0), outputs.get(1));
            case "eigh" -> List.of(outputs.get(0), Mx.multiply(outputs.get(1), signs(outputs.get(1))));
            case "svd" -> svd(outputs.get(0), outputs.get(1), outputs.get(2));
            case "sort_complex" -> List.of(sortedComplex(outputs.getFirst()));
            default -> outputs;
        };
    }

    /** With the diagonal of r made non-negative. */
    private static List<Array> qr(Array q, Array r) {
        Array diagonal = Mx.diagonal(r, 0, -2, -1);
        Array signs = Mx.where(Mx.less(diagonal, 0), -1, 1).astype(r.dtype());
        return List.of(Mx.multiply(q, Mx.expandDims(signs, -2)), Mx.multiply(r, Mx.expandDims(signs, -1)));
    }

    /** With the largest entry of each column of u made positive, and without the columns that belong to no singular value. */
    private static List<Array> svd(Array u, Array s, Array vt) {
        int rank = s.shape().length(-1);
        Array first = Mx.split(u, new int[] {rank}, -1).getFirst();
        Array signs = signs(first);
        Array rows = Mx.split(vt, new int[] {rank}, -2).getFirst();
        return List.of(Mx.multiply(first, signs), s, Mx.multiply(rows, Mx.swapaxes(signs, -1, -2)));
    }

    /** The sign of the largest entry of each column. */
    private static Array signs(Array vectors) {
        Array largest = Mx.argmax(Mx.abs(vectors), -2, true);
        return Mx.sign(Mx.takeAlongAxis(vectors, largest, -2));
    }

    /** Sorted by the real and then the imaginary part, each rounded to three decimals. */
    private static Array sortedComplex(Array x) {
        Array real = Mx.round(Mx.real(x), 3);
        Array imaginary = Mx.round(Mx.imag(x), 3);
        Array byImaginary = Mx.argsort(imaginary, -1);
        Array order = Mx.argsort(Mx.takeAlongAxis(real, byImaginary, -1), -1);
        return Mx.takeAlongAxis(Mx.takeAlongAxis(x, byImaginary, -1), order, -1);
    }

    private static int axis(GoldenCase golden, Array x) {
        int axis = golden.arguments().path("axis").asInt(-1);
        return x.shape().axis("axis", axis);
    }

    private static Array kth(GoldenCase golden, Call call, Array output) {
        boolean flat = !call.has("axis");
        Array x = flat ? Mx.flatten(call.array(0)) : call.array(0);
        int axis = flat ? 0 : axis(golden, output);
        Array elements = golden.operation().equals("mx.argpartition") ? Mx.takeAlongAxis(x, output, axis) : output;
        Index[] indices = new Index[output.ndim()];
        Arrays.fill(indices, Slice.all());
        int kth = call.integer("kth", 0);
        int place = kth < 0 ? kth + output.shape().length(axis) : kth;
        indices[axis] = Slice.of(place, place + 1);
        return elements.at(indices);
    }
}
