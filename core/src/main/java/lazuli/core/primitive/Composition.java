package lazuli.core.primitive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.FnN;
import lazuli.core.transform.ForwardMode;
import lazuli.core.transform.ReverseMode;
import lazuli.core.transform.Vectorization;
import org.jspecify.annotations.Nullable;

/** Derivatives and batching of a primitive by way of the same function made of other operations. */
public final class Composition {
    private Composition() {}

    /** The cotangents of the inputs that are wanted; the others, which may be of any dtype, are constants. */
    public static List<@Nullable Array> vjp(Backward at, FnN function) {
        List<Array> cotangents = new ArrayList<>();
        for (int i = 0; i < at.outputs(); i++) {
            cotangents.add(at.cotangent(i));
        }
        List<Integer> varying = varying(at.primals(), at::isWanted);
        List<Array> gradients = ReverseMode.vjp(
                        of(varying, at.primals(), function), chosen(at.primals(), varying), cotangents)
                .gradients();
        List<@Nullable Array> wanted =
                new ArrayList<>(Collections.nCopies(at.primals().size(), null));
        for (int i = 0; i < varying.size(); i++) {
            wanted.set(varying.get(i), gradients.get(i));
        }
        return wanted;
    }

    /** The tangents of the outputs; inputs without a tangent, which may be of any dtype, are constants. */
    public static List<@Nullable Array> jvp(Forward at, FnN function) {
        List<Integer> varying = varying(at.primals(), at::hasTangent);
        List<Array> tangents = varying.stream().map(at::tangent).toList();
        return List.copyOf(ForwardMode.jvp(of(varying, at.primals(), function), chosen(at.primals(), varying), tangents)
                .tangents());
    }

    private static List<Integer> varying(List<Array> primals, IntPredicate varies) {
        return IntStream.range(0, primals.size()).filter(varies).boxed().toList();
    }

    private static List<Array> chosen(List<Array> all, List<Integer> indices) {
        return indices.stream().map(all::get).toList();
    }

    /** The function of some of its arguments, the others being as they are. */
    private static FnN of(List<Integer> varying, List<Array> all, FnN function) {
        return some -> {
            List<Array> arguments = new ArrayList<>(all);
            for (int i = 0; i < some.size(); i++) {
                arguments.set(varying.get(i), some.get(i));
            }
            return function.apply(arguments);
        };
    }

    /** The function, which computes half floats in float32 and rounds its results once. */
    public static FnN inFloat32(FnN function) {
        return arguments -> widened(arguments, function);
    }

    private static List<Array> widened(List<Array> arguments, FnN function) {
        Optional<DType> half = arguments.stream()
                .map(Array::dtype)
                .filter(HalfPrecision::isHalf)
                .findFirst();
        if (half.isEmpty()) {
            return function.apply(arguments);
        }
        List<Array> wide = arguments.stream().map(HalfPrecision::widen).toList();
        return function.apply(wide).stream()
                .map(output -> HalfPrecision.round(output, half.get()))
                .toList();
    }

    /** The outputs for a batch, whose axis is the first of each. */
    public static BatchedResult vmap(Batching at, FnN function) {
        return BatchedResult.front(Vectorization.vmap(function, at.inputs(), at.axes(), at.size()));
    }
}
