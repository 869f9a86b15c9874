package lazuli.nn;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fn1;
import lazuli.core.State;
import lazuli.core.Tree;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is done to a model between two calls, a compiled function notices, though it does not look for the model's parameters again. */
class CompiledModelChangesTest {
    private static final Array X = array(new float[] {1, 2, 3});

    /** A part that tells whether it is in training by what it adds. */
    private static final class Part extends Module {
        private Array weight;

        Part(double weight) {
            this.weight = array(new float[] {(float) weight, 1, 1});
        }

        Array of(Array x) {
            Array y = x.multiply(weight);
            return trainableParameters().leaves().isEmpty() ? y.add(100) : isTraining() ? y.add(10) : y;
        }
    }

    /** Parameters and parts in all places that there are. */
    private static final class Model extends Module {
        private Array scale = array(2f);
        private @Nullable Array shift;
        private Part part = new Part(1);
        private List<Part> list = new ArrayList<>(List.of(new Part(2), new Part(3)));
        private Map<String, Part> map = new LinkedHashMap<>(Map.of("a", new Part(4)));
        private Part[] javaArray = {new Part(5)};
        private List<Array> arrays = new ArrayList<>(List.of(array(6f), array(7f)));
        private Map<String, Array> named = new LinkedHashMap<>(Map.of("b", array(8f)));
        private Object any = "nothing";
        private Array count = array(0f);

        Array of(Array x) {
            Array y = shift == null ? x.multiply(scale) : x.multiply(scale).add(shift);
            y = y.add(part.of(x));
            for (Part one : list) {
                y = y.add(one.of(y));
            }
            for (Map.Entry<String, Part> one : map.entrySet()) {
                y = y.add(one.getValue().of(x)).add(one.getKey().length());
            }
            for (Part one : javaArray) {
                y = y.subtract(one.of(x));
            }
            for (Array one : arrays) {
                y = y.add(one);
            }
            for (Map.Entry<String, Array> one : named.entrySet()) {
                y = y.multiply(one.getValue()).add(one.getKey().length());
            }
            if (any instanceof Array array) {
                y = y.add(array);
            }
            if (any instanceof Part other) {
                y = y.add(other.of(x));
            }
            count = count.add(1);
            return y.add(count);
        }
    }

    private record Change(String name, Consumer<Model> change) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Change> changes() {
        return List.of(
                new Change("nothing", model -> {}),
                new Change("a parameter replaced", model -> model.scale = array(3f)),
                new Change(
                        "a parameter of another dtype",
                        model -> model.scale = array(3f).astype(DType.FLOAT16)),
                new Change("a parameter of another shape", model -> model.scale = X.multiply(5)),
                new Change("a parameter added", model -> model.shift = array(9f)),
                new Change("a parameter taken away", model -> {
                    model.shift = array(9f);
                    model.shift = null;
                }),
                new Change("one array at two places", model -> model.scale = model.count),
                new Change("arrays change places", model -> {
                    Array first = model.arrays.get(0);
                    model.arrays.set(0, model.arrays.get(1));
                    model.arrays.set(1, first);
                }),
                new Change("a parameter of a part replaced", model -> model.part.weight = X.multiply(7)),
                new Change("update", model -> model.update(model.parameters().map(array -> array.add(1)))),
                new Change("a part replaced", model -> model.part = new Part(20)),
                new Change(
                        "a part replaced by updateModules", model -> model.updateModules(Map.of("part", new Part(21)))),
                new Change("a part twice", model -> model.part = model.list.get(0)),
                new Change("a part added to a list", model -> model.list.add(new Part(30))),
                new Change("a part taken from a list", model -> model.list.remove(0)),
                new Change("a part of a list replaced", model -> model.list.set(1, new Part(31))),
                new Change("parts of a list swapped", model -> model.list.add(model.list.remove(0))),
                new Change("another list", model -> model.list = new ArrayList<>(List.of(new Part(32)))),
                new Change("an equal list", model -> model.list = new ArrayList<>(model.list)),
                new Change("a part added to a map", model -> model.map.put("abc", new Part(40))),
                new Change("another key of a map", model -> model.map.put("abcd", model.map.remove("a"))),
                new Change("a part of a Java array replaced", model -> model.javaArray[0] = new Part(50)),
                new Change("another Java array", model -> model.javaArray = new Part[] {new Part(51), new Part(52)}),
                new Change("an array of a list replaced", model -> model.arrays.set(1, array(60f))),
                new Change("an array added to a list", model -> model.arrays.add(array(61f))),
                new Change("an array of a map replaced", model -> model.named.put("b", array(70f))),
                new Change("another key of an array", model -> model.named.put("bcd", model.named.remove("b"))),
                new Change("an array where another object was", model -> model.any = array(80f)),
                new Change("a part where another object was", model -> model.any = new Part(81)),
                new Change("another object", model -> model.any = "else"),
                new Change("evaluation", Module::evaluate),
                new Change("evaluation of a part", model -> model.list.get(0).evaluate()),
                new Change("frozen", Module::freeze),
                new Change(
                        "a part frozen",
                        model -> model.map.values().iterator().next().freeze()),
                new Change("frozen and not", model -> model.freeze().unfreeze()));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeIsNoticed(Change change) {
        Model plain = new Model();
        Model compiled = new Model();
        Map<Fn1, Model> functions = new LinkedHashMap<>();
        functions.put(plain::of, plain);
        functions.put(compile(compiled::of, State.of(compiled)), compiled);
        List<List<float[]>> results = new ArrayList<>();
        functions.forEach((function, model) -> {
            List<float[]> own = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                if (i == 3) {
                    change.change().accept(model);
                }
                own.add(function.apply(X).astype(DType.FLOAT32).toFloatArray());
            }
            model.parameters()
                    .leaves()
                    .forEach(leaf -> own.add(leaf.astype(DType.FLOAT32).toFloatArray()));
            results.add(own);
        });
        assertEquals(
                plain.parameters().flatten().keySet(),
                compiled.parameters().flatten().keySet());
        assertEquals(results.get(0).size(), results.get(1).size());
        for (int i = 0; i < results.get(0).size(); i++) {
            assertArrayEquals(results.get(0).get(i), results.get(1).get(i), 1e-3f, "call or parameter " + i);
        }
    }

    /** One that says itself what its parameters are. */
    private static final class Chosen extends Module {
        private Array first = array(1f);
        private Array second = array(2f);
        private boolean isSecond;

        @Override
        public Tree parameters() {
            return new Tree.Branch(
                    isSecond ? Map.of("second", new Tree.Leaf(second)) : Map.of("first", new Tree.Leaf(first)));
        }

        Array of(Array x) {
            return isSecond ? x.add(second) : x.multiply(first);
        }
    }

    @Test
    void aModuleMayTellItsParametersItself() {
        Chosen model = new Chosen();
        Fn1 compiled = compile(model::of, State.of(model));
        for (int i = 0; i < 8; i++) {
            model.isSecond = i % 4 > 1;
            assertArrayEquals(model.of(X).toFloatArray(), compiled.apply(X).toFloatArray());
        }
    }

    /** One array at two places. */
    private static final class Tied extends Module {
        private Array first = array(1f);
        private Array second = first;

        Array of(Array x) {
            first = first.add(1);
            second = first;
            return x.multiply(first);
        }
    }

    @Test
    void anArrayAtTwoPlacesStaysOne() {
        Tied model = new Tied();
        Fn1 compiled = compile(model::of, State.of(model));
        for (int i = 0; i < 5; i++) {
            assertArrayEquals(
                    X.multiply(i + 2).toFloatArray(), compiled.apply(X).toFloatArray());
            assertSame(model.first, model.second);
        }
    }
}
