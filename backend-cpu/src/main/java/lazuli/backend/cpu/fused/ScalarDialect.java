package lazuli.backend.cpu.fused;

import static java.lang.constant.ConstantDescs.*;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import lazuli.backend.cpu.kernel.Kernel;
import lazuli.backend.cpu.loop.Element;
import lazuli.backend.cpu.loop.Half;
import lazuli.backend.cpu.memory.NativeMemory;
import org.jspecify.annotations.Nullable;

/**
 * One element at a time. Memory is accessed without methods of ours between: the first compiler that a loop meets inlines only a few
 * levels.
 */
record ScalarDialect(Class<?> lane) implements Dialect {
    private static final ClassDesc MEMORY = describe(NativeMemory.class);
    private static final ClassDesc HALF = describe(Half.class);
    private static final ClassDesc SEGMENT = describe(MemorySegment.class);

    private static ClassDesc describe(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    @Override
    public ClassDesc value() {
        return describe(lane);
    }

    @Override
    public ClassDesc mask() {
        return CD_boolean;
    }

    @Override
    public int step() {
        return 1;
    }

    @Override
    public @Nullable Element element(Kernel kernel) {
        return kernel.scalarElement();
    }

    @Override
    public void load(CodeBuilder code, Storage storage, Runnable address) {
        switch (storage) {
            case LANE -> {
                pushMemory(code);
                address.run();
                code.invokeinterface(SEGMENT, "get", MethodTypeDesc.of(value(), layout(), CD_long));
            }
            case MASK -> {
                address.run();
                code.invokestatic(MEMORY, "getByte", MethodTypeDesc.of(CD_byte, CD_long));
            }
            case FLOAT16 -> {
                address.run();
                code.invokestatic(HALF, "getFloat16", MethodTypeDesc.of(CD_float, CD_long));
            }
            case BFLOAT16 -> {
                address.run();
                code.invokestatic(HALF, "getBfloat16", MethodTypeDesc.of(CD_float, CD_long));
            }
        }
    }

    @Override
    public void store(CodeBuilder code, Storage storage, Runnable address, Runnable value) {
        switch (storage) {
            case LANE, MASK -> {
                pushMemory(code);
                address.run();
                value.run();
                code.invokeinterface(SEGMENT, "set", MethodTypeDesc.of(CD_void, layout(), CD_long, value()));
            }
            case FLOAT16 -> {
                address.run();
                value.run();
                code.invokestatic(HALF, "setFloat16", MethodTypeDesc.of(CD_void, CD_long, CD_float));
            }
            case BFLOAT16 -> {
                address.run();
                value.run();
                code.invokestatic(HALF, "setBfloat16", MethodTypeDesc.of(CD_void, CD_long, CD_float));
            }
        }
    }

    private void pushMemory(CodeBuilder code) {
        code.getstatic(MEMORY, "ALL", SEGMENT).getstatic(MEMORY, lane.getName().toUpperCase(Locale.ROOT), layout());
    }

    private ClassDesc layout() {
        Class<?> layout = lane == float.class
                ? ValueLayout.OfFloat.class
                : lane == double.class
                        ? ValueLayout.OfDouble.class
                        : lane == int.class ? ValueLayout.OfInt.class : ValueLayout.OfLong.class;
        return describe(layout);
    }

    @Override
    public void storeMask(CodeBuilder code, Runnable address, Runnable value) {
        address.run();
        value.run();
        code.invokestatic(MEMORY, "setByte", MethodTypeDesc.of(CD_void, CD_long, CD_byte));
    }

    @Override
    public void select(CodeBuilder code) {
        TypeKind kind = TypeKind.from(value());
        int b = code.allocateLocal(kind);
        int a = code.allocateLocal(kind);
        Label other = code.newLabel();
        Label done = code.newLabel();
        code.storeLocal(kind, b).storeLocal(kind, a);
        code.ifeq(other).loadLocal(kind, a).goto_(done);
        code.labelBinding(other).loadLocal(kind, b).labelBinding(done);
    }
}
