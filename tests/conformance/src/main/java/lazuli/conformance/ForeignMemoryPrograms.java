package lazuli.conformance;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.ArrayFileException;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.OperationException;
import lazuli.core.Shape;
import lazuli.core.memory.UnreadableMemoryException;

/**
 * What {@link ForeignMemoryTest} runs in a JVM of its own: memory of others is taken away before arrays that view it are wrapped, computed or
 * read, and meanwhile. The arguments are the group of cases and a folder.
 */
final class ForeignMemoryPrograms {
    private static final int SIDE = 1024;
    private static final Shape SHAPE = Shape.of(SIDE, SIDE);
    private static final long BYTES = SHAPE.size() * Float.BYTES;

    private static int failures;
    private static int cases;

    private ForeignMemoryPrograms() {}

    /** Runs a group of cases; the status is 1 if one has failed. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "closed" -> closed(directory);
            case "closing" -> closing();
            case "cut" -> cut(directory);
            case "copied" -> copied(directory);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.printf("%s: %d cases of memory of others, %d failed%n", arguments[0], cases, failures);
        System.exit(failures == 0 ? 0 : 1);
    }

    /** What is done with a wrapped or loaded array; each reads all of it. */
    private static Map<String, UnaryOperator<Array>> operations(Array x) {
        Map<String, UnaryOperator<Array>> operations = new LinkedHashMap<>();
        operations.put("sum", a -> a.sum());
        operations.put("elementwise", a -> a.add(1).multiply(2));
        operations.put("elementwise and sum", a -> a.add(1).sum());
        operations.put("matmul", a -> Mx.matmul(a, a));
        operations.put("matmul, transposed", a -> Mx.matmul(Mx.transpose(a), a));
        operations.put("softmax", a -> Mx.softmax(a, -1));
        operations.put("concatenate", a -> Mx.concatenate(List.of(a, a), 0));
        operations.put("sort", a -> Mx.sort(a, -1));
        operations.put("a view, copied", a -> Mx.transpose(a).add(0));
        operations.put("a view, read", a -> Mx.transpose(a));
        operations.put("a part, read", a -> a.reshape(SIDE / 2, 2 * SIDE));
        operations.put(
                "compiled", a -> Mx.compile((Array b) -> b.multiply(b).sum()).apply(a));
        operations.put(
                "compiled, captured",
                a -> Mx.compile((Array b) -> b.add(x).sum()).apply(Mx.ones(1)));
        operations.put(
                "gradient", a -> Mx.grad((Array b) -> b.multiply(b).sum()).apply(a));
        operations.put("the array itself", a -> a);
        return operations;
    }

    /** How values leave. */
    private static Map<String, Reading> readings(Path directory) {
        Map<String, Reading> readings = new LinkedHashMap<>();
        readings.put("toFloatArray", a -> a.toFloatArray());
        readings.put("item", a -> a.reshape(-1).take(Mx.array(0), 0).itemFloat());
        readings.put("toMemorySegment", a -> a.toMemorySegment());
        readings.put("asMemorySegment", a -> a.asMemorySegment().toArray(ValueLayout.JAVA_BYTE));
        readings.put("toString", a -> assertFalse(a.toString().isEmpty()));
        readings.put("toList", a -> a.toList());
        readings.put("save", a -> Mx.save(directory.resolve("saved.npy"), a));
        readings.put("saveSafetensors", a -> Mx.saveSafetensors(directory.resolve("saved.st"), Map.of("a", a)));
        return readings;
    }

    private interface Reading {
        void of(Array array);
    }

    private interface Source {
        MemorySegment in(Arena arena) throws IOException;
    }

    private static void closed(Path directory) throws IOException {
        Map<String, Source> sources = new LinkedHashMap<>();
        sources.put("allocated", arena -> arena.allocate(BYTES, 64));
        Path file = Files.write(directory.resolve("bytes"), new byte[(int) BYTES]);
        sources.put("mapped", arena -> {
            try (FileChannel channel = FileChannel.open(file)) {
                return channel.map(FileChannel.MapMode.READ_ONLY, 0, BYTES, arena);
            }
        });
        for (Map.Entry<String, Source> source : sources.entrySet()) {
            String kind = source.getKey();
            expect(kind + ", closed before wrap", OperationException.class, () -> {
                MemorySegment memory;
                try (Arena arena = Arena.ofShared()) {
                    memory = source.getValue().in(arena);
                }
                Mx.wrap(memory, DType.FLOAT32, SHAPE);
            });
            expect(kind + ", closed before it is copied", OperationException.class, () -> {
                MemorySegment memory;
                try (Arena arena = Arena.ofShared()) {
                    memory = source.getValue().in(arena);
                }
                Mx.array(memory, DType.BOOL, Shape.of(SIDE, SIDE * 4));
            });
            Array probe = Mx.zeros(SHAPE, DType.FLOAT32);
            for (String operation : operations(probe).keySet()) {
                expect(kind + ", closed before " + operation, UnreadableMemoryException.class, () -> {
                    Array x;
                    Array y;
                    try (Arena arena = Arena.ofShared()) {
                        x = Mx.wrap(source.getValue().in(arena), DType.FLOAT32, SHAPE);
                        y = requireNonNull(operations(x).get(operation)).apply(x);
                    }
                    y.toFloatArray();
                });
            }
            for (Map.Entry<String, Reading> reading : readings(directory).entrySet()) {
                for (boolean transposed : new boolean[] {false, true}) {
                    String order = transposed ? ", transposed" : "";
                    expect(
                            kind + ", computed, closed before " + reading.getKey() + order,
                            UnreadableMemoryException.class,
                            () -> {
                                Array x;
                                try (Arena arena = Arena.ofShared()) {
                                    x = Mx.wrap(source.getValue().in(arena), DType.FLOAT32, SHAPE);
                                    x = transposed ? Mx.transpose(x) : x.reshape(SIDE, SIDE, 1);
                                    Mx.eval(x);
                                }
                                reading.getValue().of(x);
                            });
                }
            }
        }
        expect("confined, by its own thread", OperationException.class, () -> {
            try (Arena arena = Arena.ofConfined()) {
                Mx.wrap(arena.allocate(64, 64), DType.FLOAT32, Shape.of(16));
            }
        });
        for (boolean copy : new boolean[] {false, true}) {
            expect("confined, by another thread, " + (copy ? "array" : "wrap"), OperationException.class, () -> {
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment memory = arena.allocate(64, 64);
                    Throwable[] thrown = new Throwable[1];
                    Thread other = Thread.ofPlatform()
                            .start(() -> thrown[0] = thrownBy(() -> {
                                Array ignored = copy
                                        ? Mx.array(memory, DType.FLOAT32, Shape.of(16))
                                        : Mx.wrap(memory, DType.FLOAT32, Shape.of(16));
                            }));
                    other.join();
                    if (thrown[0] instanceof RuntimeException exception) {
                        throw exception;
                    }
                }
            });
        }
        expect("a view kept after the arena is closed fails as segments do", IllegalStateException.class, () -> {
            MemorySegment view;
            try (Arena arena = Arena.ofShared()) {
                view = Mx.wrap(arena.allocate(BYTES, 64), DType.FLOAT32, SHAPE).asMemorySegment();
            }
            view.get(ValueLayout.JAVA_FLOAT, 0);
        });
        check("what was computed before stays", () -> {
            Array sum;
            try (Arena arena = Arena.ofShared()) {
                MemorySegment memory = arena.allocate(BYTES, 64);
                memory.setAtIndex(ValueLayout.JAVA_FLOAT, 5, 7);
                sum = Mx.wrap(memory, DType.FLOAT32, SHAPE).sum();
                Mx.eval(sum);
            }
            require(sum.itemFloat() == 7, "the sum is " + sum);
        });
        check("forty arenas at once", () -> {
            Arena[] arenas = new Arena[40];
            Array[] parts = new Array[arenas.length];
            for (int i = 0; i < arenas.length; i++) {
                arenas[i] = Arena.ofShared();
                MemorySegment memory = arenas[i].allocate(Float.BYTES, 64);
                memory.set(ValueLayout.JAVA_FLOAT, 0, i);
                parts[i] = Mx.wrap(memory, DType.FLOAT32, Shape.of(1));
            }
            require(Mx.concatenate(List.of(parts), 0).sum().itemFloat() == 780, "the sum is wrong");
            arenas[17].close();
            Throwable thrown = thrownBy(() -> Mx.concatenate(List.of(parts), 0).toFloatArray());
            require(thrown instanceof UnreadableMemoryException, "thrown was " + thrown);
        });
    }

    /** Whoever closes meanwhile is refused as long as a kernel reads, and later kernels are. */
    private static void closing() throws InterruptedException {
        Map<String, Integer> outcomes = new TreeMap<>();
        float expected = SIDE;
        for (int i = 0; i < 150; i++) {
            Arena arena = Arena.ofShared();
            MemorySegment memory = arena.allocate(BYTES, 64);
            memory.setAtIndex(ValueLayout.JAVA_FLOAT, 0, SIDE);
            Array x = Mx.wrap(memory, DType.FLOAT32, SHAPE);
            Array y = switch (i % 3) {
                case 0 -> Mx.matmul(x, x).sum().divide(SIDE);
                case 1 -> x.add(0).sum();
                default -> Mx.sort(x, 0).sum();
            };
            int attempt = i;
            Thread closer = Thread.ofPlatform().start(() -> {
                long end = System.nanoTime() + attempt * 20_000L;
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
                close(arena, outcomes);
            });
            cases++;
            try {
                float got = y.itemFloat();
                if (got != expected) {
                    fail("closing " + i, "the value is " + got);
                }
                count(outcomes, "right value");
            } catch (UnreadableMemoryException closed) {
                count(outcomes, "refused");
            } catch (RuntimeException | Error other) {
                fail("closing " + i, other.toString());
            }
            closer.join();
        }
        System.out.println(outcomes);
    }

    private static void close(Arena arena, Map<String, Integer> outcomes) {
        while (true) {
            try {
                arena.close();
                return;
            } catch (IllegalStateException isRead) {
                count(outcomes, "close was refused");
            }
        }
    }

    private static synchronized void count(Map<String, Integer> outcomes, String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    private static void cut(Path directory) throws IOException {
        for (long left : new long[] {0, 200, BYTES / 2, BYTES}) {
            for (String operation : operations(Mx.zeros(SHAPE, DType.FLOAT32)).keySet()) {
                expect("cut to " + left + " before " + operation, ArrayFileException.class, () -> {
                    Path file = saved(directory);
                    Array x = Mx.load(file);
                    Array y = requireNonNull(operations(x).get(operation)).apply(x);
                    truncate(file, left);
                    y.toFloatArray();
                });
            }
            for (Map.Entry<String, Reading> reading : readings(directory).entrySet()) {
                expect("cut to " + left + ", computed, before " + reading.getKey(), ArrayFileException.class, () -> {
                    Path file = saved(directory);
                    Array x = Mx.transpose(Mx.load(file));
                    Mx.eval(x);
                    truncate(file, left);
                    reading.getValue().of(x);
                });
            }
        }
        expect("an array of many in one file", ArrayFileException.class, () -> {
            Path file = directory.resolve("many.safetensors");
            Mx.saveSafetensors(file, Map.of("a", Mx.ones(SIDE, SIDE), "b", Mx.ones(SIDE, SIDE)));
            Map<String, Array> loaded = Mx.loadArrays(file);
            truncate(file, BYTES + 500);
            Mx.matmul(requireNonNull(loaded.get("a")), requireNonNull(loaded.get("b")))
                    .toFloatArray();
        });
        check("a file replaced under its name is still there", () -> {
            Path file = saved(directory);
            Array x = Mx.load(file);
            Path small = Files.write(directory.resolve("small"), new byte[10]);
            Files.move(small, file, StandardCopyOption.REPLACE_EXISTING);
            require(x.sum().itemFloat() == SIDE * SIDE, "the sum is " + x.sum());
        });
        check("so is one that was deleted", () -> {
            Path file = saved(directory);
            Array x = Mx.load(file);
            Files.delete(file);
            require(x.sum().itemFloat() == SIDE * SIDE, "the sum is " + x.sum());
        });
        check("and one that has grown", () -> {
            Path file = saved(directory);
            Array x = Mx.load(file);
            Files.write(file, new byte[100], StandardOpenOption.APPEND);
            require(x.sum().itemFloat() == SIDE * SIDE, "the sum is " + x.sum());
        });
        expect("a property of another word", OperationException.class, () -> {
            Path file = saved(directory);
            System.setProperty("lazuli.load", "mmap");
            try {
                Mx.load(file);
            } finally {
                System.clearProperty("lazuli.load");
            }
        });
    }

    private static void copied(Path directory) {
        for (long left : new long[] {0, 200, BYTES / 2}) {
            check("copied, then cut to " + left, () -> {
                Path file = saved(directory);
                Array x = Mx.load(file);
                truncate(file, left);
                require(x.sum().itemFloat() == SIDE * SIDE, "the sum is " + x.sum());
                require(Mx.matmul(x, x).sum().itemFloat() == (float) SIDE * SIDE * SIDE, "the product is wrong");
            });
        }
    }

    private static Path saved(Path directory) {
        Path file = directory.resolve("array.npy");
        Mx.save(file, Mx.ones(SIDE, SIDE));
        return file;
    }

    private static void truncate(Path file, long left) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(left);
        }
    }

    private interface Body {
        void run() throws IOException, InterruptedException;
    }

    private static Throwable thrownBy(Body body) {
        try {
            body.run();
            return new AssertionError("nothing was thrown");
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    private static void expect(String name, Class<? extends Throwable> type, Body body) {
        cases++;
        Throwable thrown = thrownBy(body);
        if (!type.isInstance(thrown)) {
            fail(name, "not a " + type.getSimpleName() + ": " + thrown);
            thrown.printStackTrace(System.out);
        }
    }

    private static void check(String name, Body body) {
        cases++;
        try {
            body.run();
        } catch (Throwable thrown) {
            fail(name, thrown.toString());
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    private static void fail(String name, String how) {
        failures++;
        System.out.println("FAILED " + name + ": " + how);
    }
}
