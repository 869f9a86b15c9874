package lazuli.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.Tree;
import org.junit.jupiter.api.Test;

class ModuleTest {
    private final Block block = new Block();

    static class Derived extends Block {
        Array last = Mx.ones(1);
    }

    static class Final extends Module {
        final Array weight = Mx.ones(1);
    }

    static class Immutable extends Module {
        final List<Array> tables = List.of(Mx.ones(1));
    }

    static class Twice extends Block {
        @SuppressWarnings("HidingField") // that is the point
        Array scaleFactor = Mx.ones(1);
    }

    private static List<String> paths(Tree tree) {
        return new ArrayList<>(tree.flatten().keySet());
    }

    @Test
    void findsParametersInFieldsListsMapsAndArraysInOrderOfDeclaration() {
        assertEquals(
                List.of(
                        "scale_factor",
                        "inner.weight",
                        "inner.bias",
                        "layers.0.weight",
                        "layers.0.bias",
                        "layers.2.weight",
                        "layers.2.bias",
                        "layers.2.running_mean",
                        "layers.2.running_var",
                        "heads.left.weight",
                        "heads.left.bias",
                        "heads.right",
                        "tables.0",
                        "tables.1",
                        "pair.0.weight",
                        "pair.1.weight"),
                paths(block.parameters()));
        assertEquals(2 + 8 + 6 + 8 + 3 + 4 + 3 + 2, block.parameterCount() + block.bufferCount());
    }

    @Test
    void putsTheFieldsOfSuperclassesFirst() {
        List<String> paths = paths(new Derived().parameters());
        assertEquals("scale_factor", paths.getFirst());
        assertEquals("last", paths.getLast());
    }

    @Test
    void trainsNeitherBuffersNorWhatIsFrozen() {
        assertFalse(paths(block.trainableParameters()).contains("layers.2.running_mean"));
        block.freeze();
        assertEquals(List.of(), paths(block.trainableParameters()));
        assertEquals(16, paths(block.parameters()).size());
        block.unfreeze("bias");
        assertEquals(
                List.of("inner.bias", "layers.0.bias", "layers.2.bias", "heads.left.bias"),
                paths(block.trainableParameters()));
        block.unfreeze();
        assertEquals(14, paths(block.trainableParameters()).size());
    }

    @Test
    void freezesByNameInThisModuleOnlyIfNotRecursive() {
        block.freeze("weight");
        assertFalse(paths(block.trainableParameters()).stream().anyMatch(path -> path.endsWith("weight")));
        block.unfreeze();
        block.freeze(false, List.of("scaleFactor", "inner", "tables.0"), false);
        List<String> trainable = paths(block.trainableParameters());
        assertFalse(trainable.contains("scale_factor"));
        assertFalse(trainable.contains("inner.weight"));
        assertFalse(trainable.contains("tables.0"));
        assertTrue(trainable.contains("tables.1"));
        block.inner().freeze(true, List.of("bias"), true);
        assertThrows(IllegalArgumentException.class, () -> block.freeze(true, List.of("bias"), true));
    }

    @Test
    void namesModulesByPath() {
        assertEquals(
                List.of("inner", "layers.0", "layers.2", "heads.left", "pair.0", "pair.1"),
                new ArrayList<>(block.children().keySet()));
        Sequential outer = new Sequential(new Sequential(new Linear(1, 1)), Activation.relu());
        assertEquals(
                List.of("", "layers.0", "layers.0.layers.0", "layers.1"),
                new ArrayList<>(outer.namedModules().keySet()));
        assertEquals(
                List.of("layers.0.layers.0", "layers.1"),
                new ArrayList<>(outer.leafModules().keySet()));
        assertEquals(4, outer.modules().size());
    }

    @Test
    void setsTheModeOfAllModules() {
        block.evaluate();
        assertTrue(block.modules().stream().noneMatch(Module::isTraining));
        block.train();
        assertTrue(block.modules().stream().allMatch(Module::isTraining));
    }

    @Test
    void updatesWhatATreeNamesAndNothingElse() {
        Array former = block.scaleFactor;
        Array one = Mx.zeros(2);
        Array two = Mx.zeros(1);
        block.update(Tree.unflatten(Map.of("tables.1", one, "heads.right", two)));
        assertSame(one, block.tables.get(1));
        assertSame(two, block.heads.get("right"));
        assertSame(former, block.scaleFactor);
        Tree unknown = Tree.unflatten(Map.of("inner.wait", one));
        assertEquals(
                "[update] inner.wait is not in the model",
                assertThrows(IllegalArgumentException.class, () -> block.update(unknown))
                        .getMessage());
        block.update(unknown, false);
        Tree misplaced = Tree.unflatten(Map.of("inner", one));
        assertThrows(IllegalArgumentException.class, () -> block.update(misplaced));
    }

    @Test
    void appliesAFunctionToEachParameter() {
        Array former = block.inner().weight();
        block.setDtype(DType.BFLOAT16);
        assertNotSame(former, block.inner().weight());
        assertTrue(block.parameters().leaves().stream().allMatch(array -> array.dtype() == DType.BFLOAT16));
    }

    @Test
    void printsATreeOfModules() {
        assertEquals(
                """
                Sequential(
                  (layers.0): Linear(inputDims=3, outputDims=400, bias=true), 1,600 parameters
                  (layers.1): Sequential(
                    (layers.0): ReLU()
                    (layers.1): Dropout(p=0.1)
                  )
                ), 1,600 parameters""",
                new Sequential(new Linear(3, 400), new Sequential(Activation.relu(), new Dropout(0.1))).toString());
    }

    /** A layer that calls another one. */
    static class Residual extends Module implements Layer {
        final Linear inside = new Linear(4, 4, false);

        @Override
        public Array forward(Array x) {
            return x.add(inside.forward(x)).multiply(Random.uniform(1));
        }
    }

    @Test
    void summarizesShapesAndParametersAndChangesNothing() {
        BatchNorm norm = new BatchNorm(4);
        norm.evaluate();
        Sequential model = new Sequential(
                new Linear(3, 4), new Sequential(norm, Activations::relu, new Residual()), new Dropout(0.5));
        Tree before = model.parameters();
        Random.seed(5);
        assertEquals("""
                path                      module      output   parameters
                                          Sequential  (32, 4)           0
                layers.0                  Linear      (32, 4)          16
                layers.1                  Sequential  (32, 4)           0
                layers.1.layers.0         BatchNorm   (32, 4)           8
                layers.1.layers.2         Residual    (32, 4)           0
                layers.1.layers.2.inside  Linear      (32, 4)          16
                layers.2                  Dropout     (32, 4)           0
                40 parameters, 40 of them trainable; 8 elements of buffers""", model.summary(32, 3));
        float next = Random.uniform(1).itemFloat();
        Random.seed(5);
        assertEquals(Random.uniform(1).itemFloat(), next);
        assertFalse(norm.isTraining());
        assertTrue(model.isTraining());
        for (int i = 0; i < before.leaves().size(); i++) {
            assertSame(before.leaves().get(i), model.parameters().leaves().get(i));
        }
        assertTrue(new Embedding(10, 4).summary(Shape.of(2, 5), DType.INT32).contains("(2, 5, 4)"));
        assertThrows(ShapeException.class, () -> model.summary(32, 5));
        assertThrows(IllegalStateException.class, () -> block.summary(1));
    }

    @Test
    void replacesModulesByPath() {
        Linear inner = new Linear(3, 2);
        RMSNorm norm = new RMSNorm(2);
        Linear left = new Linear(2, 5);
        Linear second = new Linear(1, 7);
        Module linear = (Module) block.layers.getFirst();
        block.updateModules(Map.of("inner", inner, "layers.2", norm, "heads.left", left, "pair.1", second));
        Map<String, Module> after = block.children();
        assertSame(inner, block.inner());
        assertSame(norm, after.get("layers.2"));
        assertSame(linear, after.get("layers.0"));
        assertSame(left, after.get("heads.left"));
        assertSame(second, block.pair[1]);
        Linear shared = new Linear(1, 1);
        Sequential twice = new Sequential(shared, new Sequential(shared));
        twice.updateModules(Map.of("layers.1.layers.0", second));
        assertSame(shared, twice.children().get("layers.0"));
        assertSame(second, twice.namedModules().get("layers.1.layers.0"));
    }

    @Test
    void refusesModulesWithoutPlace() {
        Linear other = new Linear(1, 1);
        Map<String, Module> some = Map.of("pair.0", other, "pair.2", other, "", other);
        assertEquals(
                "[update_modules] the model has no modules [, pair.2] in it",
                assertThrows(IllegalArgumentException.class, () -> block.updateModules(some))
                        .getMessage());
        assertNotSame(other, block.pair[0]);
        block.updateModules(some, false);
        assertSame(other, block.pair[0]);
        assertThrows(IllegalArgumentException.class, () -> block.updateModules(Map.of("inner", new Dropout())));
        assertThrows(IllegalArgumentException.class, () -> block.updateModules(Map.of("pair.0", new Dropout())));
    }

    @Test
    void refusesParametersThatCannotBeReplaced() {
        assertTrue(assertThrows(IllegalStateException.class, new Final()::parameters)
                .getMessage()
                .contains("Final.weight is final"));
        Immutable immutable = new Immutable();
        assertEquals(1, immutable.parameterCount());
        assertTrue(assertThrows(IllegalStateException.class, () -> immutable.setDtype(DType.FLOAT16))
                .getMessage()
                .contains("parameter 0 is in an immutable list"));
        assertThrows(IllegalStateException.class, new Twice()::parameters);
    }

    @Test
    void namesParametersInSnakeCase() {
        assertEquals("running_mean", ParameterName.of("runningMean"));
        assertEquals("fc1", ParameterName.of("fc1"));
        assertEquals("conv2d_out", ParameterName.of("conv2dOut"));
        assertEquals("self_qkv_proj", ParameterName.of("selfQKVProj"));
        assertEquals("Wx", ParameterName.of("Wx"));
    }
}
