package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.transform.ForwardMode;

/** A function and what transforms make of it, compiled: the same as without, to the bit, for one set of arguments after another. */
final class CompiledForms {
    private static final long SEED = 50;

    private CompiledForms() {}

    static void value(Case function) {
        check(function.function(), function);
    }

    static void vjp(Case function) {
        check(gradients(function), function);
    }

    static void jvp(Case function) {
        check(alongItself(function.function()), function);
    }

    static void vjpOfVjp(Case function) {
        check(gradients(Case.weighted(gradients(function), SEED)), function);
    }

    static void jvpOfVjp(Case function) {
        check(alongItself(gradients(function)), function);
    }

    static void vmap(Case function) {
        batches(function).forEach(batch -> check(batch.vmap(function.function()), batch.inputs(), batch.inputs()));
    }

    static void vmapOfVjp(Case function) {
        batches(function).forEach(batch -> check(batch.vmap(gradients(function)), batch.inputs(), batch.inputs()));
    }

    static void vjpOfVmap(Case function) {
        batches(function)
                .forEach(batch -> check(
                        gradients(Case.weighted(batch.vmap(function.function()), SEED)),
                        batch.inputs(),
                        batch.inputs()));
    }

    private static List<Batch> batches(Case function) {
        return Batch.every(function.shapes().size(), function::inputs).toList();
    }

    private static FnN gradients(Case function) {
        return gradients(function.weighted(SEED));
    }

    private static FnN gradients(FnN loss) {
        return x -> Derivatives.gradients(loss, x);
    }

    private static FnN alongItself(FnN function) {
        return x -> ForwardMode.jvp(function, x, x).tangents();
    }

    private static void check(FnN plain, Case function) {
        check(plain, function.inputs(SEED), function.inputs(SEED + 1));
    }

    private static void check(FnN plain, List<Array> first, List<Array> second) {
        FnN compiled = Mx.compileN(plain);
        for (List<Array> inputs : List.of(first, second)) {
            List<Array> expected = plain.apply(inputs);
            List<Array> got = compiled.apply(inputs);
            assertEquals(
                    expected.stream().map(Array::type).toList(),
                    got.stream().map(Array::type).toList());
            for (int i = 0; i < got.size(); i++) {
                assertTrue(Mx.arrayEqual(expected.get(i), got.get(i), true).itemBoolean(), "compiled output " + i);
            }
        }
    }
}
