package lazuli.backend.cpu.fused;

import static java.lang.constant.ConstantDescs.*;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Locale;
import lazuli.backend.cpu.kernel.Kernel;
import lazuli.backend.cpu.loop.Element;
import lazuli.backend.cpu.vector.VectorAccess;
import org.jspecify.annotations.Nullable;

/** As many elements as a vector has. Only for processes with the Vector API. */
record VectorDialect(Class<?> lane, int step) implements Dialect {
    private static final ClassDesc ACCESS =
            VectorAccess.class.describeConstable().orElseThrow();
    private static final ClassDesc VECTOR = ClassDesc.of("jdk.incubator.vector.Vector");
    private static final ClassDesc MASK = ClassDesc.of("jdk.incubator.vector.VectorMask");

    static VectorDialect of(Class<?> lane, int elementSize) {
        return new VectorDialect(lane, VectorAccess.length(elementSize));
    }

    @Override
    public ClassDesc value() {
        return VECTOR;
    }

    @Override
    public ClassDesc mask() {
        return MASK;
    }

    @Override
    public @Nullable Element element(Kernel kernel) {
        return kernel.vectorElement();
    }

    private String getter() {
        String name = lane.getName();
        return "get" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    @Override
    public void load(CodeBuilder code, Storage storage, Runnable address) {
        address.run();
        switch (storage) {
            case LANE -> code.invokestatic(ACCESS, getter(), MethodTypeDesc.of(VECTOR, CD_long));
            case MASK -> code.invokestatic(ACCESS, getter() + "Mask", MethodTypeDesc.of(MASK, CD_long));
            case FLOAT16 -> code.invokestatic(ACCESS, "getFloat16", MethodTypeDesc.of(VECTOR, CD_long));
            case BFLOAT16 -> code.invokestatic(ACCESS, "getBfloat16", MethodTypeDesc.of(VECTOR, CD_long));
        }
    }

    @Override
    public void store(CodeBuilder code, Storage storage, Runnable address, Runnable value) {
        address.run();
        value.run();
        String setter = switch (storage) {
            case LANE, MASK -> "set";
            case FLOAT16 -> "setFloat16";
            case BFLOAT16 -> "setBfloat16";
        };
        code.invokestatic(ACCESS, setter, MethodTypeDesc.of(CD_void, CD_long, VECTOR));
    }

    @Override
    public void storeMask(CodeBuilder code, Runnable address, Runnable value) {
        address.run();
        value.run();
        code.invokestatic(ACCESS, "setMask", MethodTypeDesc.of(CD_void, CD_long, MASK));
    }

    @Override
    public void select(CodeBuilder code) {
        code.invokestatic(ACCESS, "select", MethodTypeDesc.of(VECTOR, MASK, VECTOR, VECTOR));
    }
}
