package lazuli.conformance.late;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import lazuli.core.backend.Backends;
import lazuli.core.backend.CpuKernels;
import lazuli.core.backend.DeviceException;
import lazuli.core.backend.GpuKernels;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Buffer;
import lazuli.core.memory.ForeignMemory;
import org.jspecify.annotations.Nullable;

/** Encodes calls of kernels for the CPU's, which see the memory as it is. */
final class LateKernels {
    private final LateQueue queue;
    private final LateMemory memory;

    private LateKernels(LateQueue queue, LateMemory memory) {
        this.queue = queue;
        this.memory = memory;
    }

    static GpuKernels of(LateQueue queue, LateMemory memory) {
        LateKernels kernels = new LateKernels(queue, memory);
        return (GpuKernels) Proxy.newProxyInstance(
                GpuKernels.class.getClassLoader(), new Class<?>[] {GpuKernels.class}, kernels::invoke);
    }

    @SuppressWarnings("ReferenceEquality") // a proxy equals itself
    private @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> arguments != null && proxy == arguments[0];
                default -> "late kernels";
            };
        }
        if (arguments == null) {
            return "late device";
        }
        if (method.getName().equals("custom")) {
            throw new DeviceException("[gpu_kernel] this device compiles no texts");
        }
        List<Buffer> seen = new ArrayList<>();
        @Nullable Object[] actual = new @Nullable Object[arguments.length];
        for (int i = 0; i < actual.length; i++) {
            actual[i] = actual(arguments[i], seen);
        }
        LateDevice.kernelIsEncoded();
        queue.encode(() -> {
            try {
                call(method, actual);
            } finally {
                seen.forEach(Buffer::release);
            }
        });
        return null;
    }

    private static void call(Method method, @Nullable Object[] arguments) {
        CpuKernels kernels = Backends.cpu();
        try {
            method.invoke(kernels, arguments);
        } catch (InvocationTargetException thrown) {
            switch (thrown.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(thrown);
            }
        } catch (IllegalAccessException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private @Nullable Object actual(@Nullable Object argument, List<Buffer> seen) {
        return switch (argument) {
            case Tensor tensor -> actual(tensor, seen);
            case Tensor[] tensors -> {
                Tensor[] actual = new Tensor[tensors.length];
                for (int i = 0; i < actual.length; i++) {
                    actual[i] = actual(tensors[i], seen);
                }
                yield actual;
            }
            case null, default -> argument;
        };
    }

    /** The tensor over the memory that its handle stands for. */
    private Tensor actual(Tensor tensor, List<Buffer> seen) {
        Buffer buffer = tensor.buffer();
        MemorySegment bytes = memory.block(buffer.handle()).asSlice(buffer.offset(), buffer.capacity());
        Buffer actual = Buffer.over(bytes, ForeignMemory.LASTING);
        seen.add(actual);
        return new Tensor(actual, tensor.dtype(), tensor.shape(), tensor.strides(), tensor.offset());
    }
}
