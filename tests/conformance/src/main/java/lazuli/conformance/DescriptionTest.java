package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.ArrayFileException;
import lazuli.core.DType;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.State;
import lazuli.core.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Graphs and programs can be read. */
class DescriptionTest {
    @TempDir
    Path directory;

    @Test
    void aGraphIsALineForEachPrimitive() {
        Array a = ones(2, 3).add(0);
        eval(a);
        Array parts = split(matmul(a, transpose(a)).sum(0), 2).getFirst();
        String[] lines = describe(parts).lines().toArray(String[]::new);
        assertEquals("v0: float32(2, 3) = data", lines[0]);
        assertTrue(lines[1].endsWith(" = transpose[axes=[1, 0]](v0)"), lines[1]);
        assertTrue(lines[2].endsWith(": float32(2, 2) = matmul(v0, v1)"), lines[2]);
        assertTrue(lines[3].contains(" = sum[reduction=SUM, axes=[0]](v2)"), lines[3]);
        assertTrue(lines[lines.length - 1].startsWith("returns v"), describe(parts));
        assertEquals(describe(parts), describe(parts), "not evaluated");
    }

    @Test
    void dotDrawsEveryNodeAndEdge() throws IOException {
        Array x = Mx.array(new float[] {1, 2});
        Array y = x.multiply(x);
        Map<String, Array> named = new LinkedHashMap<>();
        named.put("the \"square\"\\", y);
        named.put("x", x);
        Path file = directory.resolve("graph.dot");
        exportToDot(file, named);
        assertEquals("""
            digraph {
              n0 [label="x\\ndata\\nfloat32(2,)", shape=ellipse, peripheries=2];
              n1 [label="multiply\\nfloat32(2,)", shape=box];
              n0 -> n1;
              n0 -> n1;
              output0 [label="the \\"square\\"\\\\", shape=box, peripheries=2];
              n1 -> output0;
            }
            """, Files.readString(file));
        exportToDot(file, y);
        assertTrue(Files.readString(file).contains("\"output 0\""));
        assertThrows(ArrayFileException.class, () -> exportToDot(directory.resolve("no/such"), y));
    }

    /** What is computed is data to what is left, also where its lineage is still known. */
    @Test
    void dotEndsAtWhatIsComputed() throws IOException {
        Path file = directory.resolve("computed.dot");
        Array x = Mx.array(new float[] {1, 2, 3}, Shape.of(3));
        Array[] inner = new Array[1];
        Array gradient = grad((Array a) -> {
                    inner[0] = matmul(a, eye(3));
                    eval(inner[0]);
                    exportToDot(file, inner[0].multiply(2).sum());
                    return inner[0].square().sum();
                })
                .apply(x);
        eval(gradient);
        String drawing = Files.readString(file);
        assertTrue(!drawing.contains("matmul") && drawing.contains("data"), drawing);
        Array once = exp(x);
        Array pending = once.add(x);
        eval(once);
        exportToDot(file, pending, once);
        assertEquals("""
            digraph {
              n0 [label="data\\nfloat32(3,)", shape=ellipse];
              n1 [label="output 1\\ndata\\nfloat32(3,)", shape=ellipse, peripheries=2];
              n2 [label="add\\nfloat32(3,)", shape=box];
              n1 -> n2;
              n0 -> n2;
              output0 [label="output 0", shape=box, peripheries=2];
              n2 -> output0;
            }
            """, Files.readString(file));
        eval(pending);
        exportToDot(file, pending);
        assertTrue(!Files.readString(file).contains("->"), Files.readString(file));
    }

    @Test
    void aProgramTellsItsFusedExpressions() {
        Array weight = ones(3, 4).multiply(2);
        Fn2 compiled = compile((Array x, Array b) -> {
            Array hidden = tanh(matmul(x, weight).add(b));
            return where(hidden.greater(0.5f), hidden.square().multiply(0.25f), hidden.astype(DType.FLOAT16))
                    .astype(DType.FLOAT32);
        });
        assertEquals("not called yet", describe(compiled));
        compiled.apply(ones(2, 3), ones(4));
        assertEquals("""
            (a0: float32(2, 3), a1: float32(4,)) -> v14: float32(2, 4): operations 10, steps 3, fused 1
              v3: float32(2, 4) = matmul(a0, c0)
              v4: float32(2, 4) = broadcast[shape=(2, 4)](a1)
              v14: float32(2, 4) = fused 8: v6 = tanh(v3 + v4); v14 = where(v6 > 0.5, square(v6) * 0.25, float32(float16(v6)))
              returns v14
              memory: 1 intermediate values of 32 bytes in 64 bytes\
            """, describe(compiled));
        compiled.apply(ones(5, 3), ones(4));
        assertTrue(describe(compiled).contains("\n\n(a0: float32(5, 3)"), describe(compiled));
    }

    @Test
    void aChainIsOneExpression() {
        Fn1 compiled = compile((Array x) -> divide(subtract(exp(x), 1), x.add(x).maximum(0.5f)));
        compiled.apply(ones(3));
        assertEquals("""
            a0: float32(3,) -> v7: float32(3,): operations 5, steps 1, fused 1
              v7: float32(3,) = fused 5: (exp(a0) - 1.0) / maximum(a0 + a0, 0.5)
              returns v7
              memory: 0 intermediate values of 0 bytes in 0 bytes
            """, describe(compiled) + "\n");
    }

    @Test
    void stateIsAmongTheArguments() {
        Array[] counter = {ones(2)};
        State state = new State() {
            @Override
            public Tree captureState() {
                return Tree.unflatten(Map.of("counter", counter[0]));
            }

            @Override
            public void restoreState(Tree tree) {
                counter[0] = tree.leaves().getFirst();
            }
        };
        Fn1 compiled = compile(
                (Array x) -> {
                    counter[0] = counter[0].add(x);
                    return counter[0].multiply(3);
                },
                state);
        compiled.apply(ones(2));
        assertTrue(describe(compiled).contains("a1 + a0"), describe(compiled));
    }

    @Test
    void otherFunctionsAreNone() {
        Fn1 plain = Mx::sin;
        assertThrows(IllegalArgumentException.class, () -> describe(plain));
    }
}
