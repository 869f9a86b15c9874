package lazuli.backend.cpu.fused;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import lazuli.backend.cpu.kernel.Kernel;
import lazuli.backend.cpu.loop.Element;
import org.jspecify.annotations.Nullable;

/** What differs between the scalar form of a generated loop and the one on vectors. */
interface Dialect {
    /** The type of a value. */
    ClassDesc value();

    /** The type of a bool value. */
    ClassDesc mask();

    /** How many elements a value has. */
    int step();

    /** What a kernel does to values of this form, or null if it cannot be told. */
    @Nullable
    Element element(Kernel kernel);

    /** Pushes the value at an address that {@code address} pushes. */
    void load(CodeBuilder code, Storage storage, Runnable address);

    /** Stores the value, no bool, that {@code value} pushes at an address that {@code address} pushes. */
    void store(CodeBuilder code, Storage storage, Runnable address, Runnable value);

    /** Stores the bool value that {@code value} pushes at an address that {@code address} pushes. */
    void storeMask(CodeBuilder code, Runnable address, Runnable value);

    /** Takes a bool and two values from the stack, and pushes one. */
    void select(CodeBuilder code);
}
