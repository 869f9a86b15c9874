package lazuli.benchmarks.soak;

import static java.util.Objects.requireNonNull;
import static lazuli.core.Mx.*;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import lazuli.benchmarks.lazuli.TrainingStep;
import lazuli.core.Array;
import lazuli.core.Device;
import lazuli.core.Fft;
import lazuli.core.Fn1;
import lazuli.core.FnN;
import lazuli.core.ImportedFunction;
import lazuli.core.Linalg;
import lazuli.core.Quantized;
import lazuli.core.Stream;
import lazuli.core.fault.Faults;
import lazuli.examples.cifar.CifarModel;

/** A piece of work of a tenth of a second or so, which keeps nothing. */
enum Work {
    PLAIN_STEPS {
        @Override
        void run(Place place) {
            steps(TrainingStep.of(CifarModel.SMALL_CNN, 16, (step, state) -> step));
        }
    },
    COMPILED_STEPS {
        @Override
        void run(Place place) {
            steps(TrainingStep.of(CifarModel.SMALL_CNN, 16, (step, state) -> compile(step, state)));
        }
    },
    ELEMENTWISE_LOOP {
        @Override
        void run(Place place) {
            Array x = normal(1 << 20);
            for (int i = 0; i < 50; i++) {
                x = x.multiply(0.999f).add(0.001f);
                x.eval();
            }
        }
    },
    CHAIN {
        @Override
        void run(Place place) {
            Array x = normal(1024, 2048);
            for (int i = 0; i < 10; i++) {
                x = i % 2 == 0 ? softmax(x, 1) : cumsum(x, 0);
            }
            x.eval();
        }
    },
    SELECTIVE_SCAN {
        @Override
        void run(Place place) {
            Array decay = exp(negative(exp(normal(7, 256, 64))));
            Array state = zeros(256, 64);
            for (int token = 0; token < 7; token++) {
                state = take(decay, token, 0).multiply(state).add(normal(256, 64));
            }
            sum(state).itemFloat();
        }
    },
    FILES {
        @Override
        void run(Place place) {
            Path file = place.file("arrays.safetensors");
            Array x = normal(512, 512);
            saveSafetensors(file, Map.of("x", x, "y", x.add(1)));
            Array read = loadSafetensors(file).arrays().get("y");
            requireEqual(x.add(1), requireNonNull(read));
        }
    },
    STREAMS {
        @Override
        void run(Place place) {
            Array x = normal(256, 256);
            Array other;
            try (Stream.Scope _ = Stream.on(place.stream())) {
                other = matmul(x, x);
            }
            asyncEval(other);
            requireEqual(matmul(x, x).add(1), other.add(1));
        }
    },
    EXPORTED_FUNCTION {
        @Override
        void run(Place place) {
            Path file = place.file("function.mlxfn");
            Array x = normal(64, 64);
            FnN function = inputs -> List.of(tanh(matmul(inputs.getFirst(), inputs.getFirst())));
            exportFunction(file, function, List.of(x));
            ImportedFunction imported = importFunction(file);
            requireEqual(
                    function.apply(List.of(x)).getFirst(),
                    imported.apply(List.of(x)).getFirst());
        }
    },
    RANDOM_PROGRAM {
        @Override
        void run(Place place) {
            List<Fn1> functions = List.of(
                    x -> tanh(x),
                    x -> x.add(x.transpose()),
                    x -> matmul(x, x).multiply(0.01f),
                    x -> softmax(x, 1),
                    x -> sort(x, 0),
                    x -> cumsum(x, 1).multiply(0.01f));
            Array x = normal(128, 128);
            for (int i = 0; i < 40; i++) {
                x = functions.get(place.random().nextInt(functions.size())).apply(x);
                if (place.random().nextInt(8) == 0) {
                    x.eval();
                }
            }
            x.eval();
        }
    },
    BATCHES {
        @Override
        void run(Place place) {
            Array x = normal(64, 256);
            requireEqual(vmap((Fn1) row -> sum(square(row))).apply(x), sum(square(x), 1));
        }
    },
    TEXT {
        @Override
        void run(Place place) {
            for (int i = 0; i < 20; i++) {
                if (normal(100, 100).toString().isEmpty()) {
                    throw new IllegalStateException("an array without text");
                }
            }
        }
    },
    SORT {
        @Override
        void run(Place place) {
            Array sorted = sort(normal(1 << 19), 0);
            if (sorted.at(0).itemFloat() > sorted.at(1).itemFloat()) {
                throw new IllegalStateException("not sorted");
            }
        }
    },
    FOURIER {
        @Override
        void run(Place place) {
            Array x = normal(64, 1024);
            real(Fft.ifft(Fft.fft(x))).subtract(x).eval();
        }
    },
    LINEAR_ALGEBRA {
        @Override
        void run(Place place) {
            Array x = normal(64, 64);
            Array positive = matmul(x, x.transpose()).add(eye(64));
            eval(Linalg.cholesky(positive), Linalg.solve(positive, x));
        }
    },
    QUANTIZED {
        @Override
        void run(Place place) {
            Quantized weights = quantize(normal(512, 512), 64, 4);
            quantizedMatmul(normal(8, 512), weights).eval();
        }
    },
    FAILURES {
        @Override
        void run(Place place) {
            try {
                Faults.inKernel(1 + place.random().nextInt(5));
                Array x = normal(256, 256);
                for (int i = 0; i < 5; i++) {
                    x = softmax(x, 1);
                }
                x.eval();
                zeros(1 << 20, 1 << 20).add(1).eval();
            } finally {
                Faults.clear();
            }
        }
    };

    /**
     * Where it runs.
     *
     * @param folder of files that go at the end
     * @param thread its number
     */
    record Place(Path folder, int thread, Random random) {
        Path file(String name) {
            return folder.resolve(thread + "-" + name);
        }

        Stream stream() {
            return STREAMS_OF_THREADS.computeIfAbsent(thread, _ -> Stream.create(Device.CPU));
        }
    }

    private static final Map<Integer, Stream> STREAMS_OF_THREADS = new ConcurrentHashMap<>();

    abstract void run(Place place) throws IOException;

    private static void steps(Supplier<Float> step) {
        for (int i = 0; i < 3; i++) {
            if (!Float.isFinite(step.get())) {
                throw new IllegalStateException("a loss that is not finite");
            }
        }
    }

    private static Array normal(int... shape) {
        return lazuli.core.Random.normal(shape);
    }

    private static void requireEqual(Array expected, Array actual) {
        if (!allclose(expected, actual, 1e-4, 1e-4, false).itemBoolean()) {
            throw new IllegalStateException("expected " + expected + ", not " + actual);
        }
    }
}
