package lazuli.backend.cpu.fused;

import static java.lang.classfile.ClassFile.*;
import static java.lang.constant.ConstantDescs.*;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import lazuli.backend.cpu.fused.Group.Member;
import lazuli.backend.cpu.loop.Element;
import lazuli.backend.cpu.loop.Template;
import org.jspecify.annotations.Nullable;

/**
 * Writes the class of a group's loop, in one of its forms. Functions come as class data into static final fields, which the JIT
 * takes for constants and inlines, as it does in the templates of single loops.
 */
final class LoopWriter {
    private static final ClassDesc LOOP = describe(FusedLoop.class);
    private static final MethodTypeDesc RUN =
            MethodTypeDesc.of(CD_void, CD_long.arrayType(), CD_int.arrayType(), CD_int, CD_int);
    private static final ClassDesc NAME = ClassDesc.of(LoopWriter.class.getPackageName(), "Fused");
    private static final String REST = "REST";

    private static final int SLOTS = 1;
    private static final int PLACES = 2;
    private static final int FIRST = 3;
    private static final int END = 4;

    private final Group group;
    private final Dialect dialect;
    private final @Nullable FusedLoop rest;
    private final List<Object> constants = new ArrayList<>();

    private LoopWriter(Group group, Dialect dialect, @Nullable FusedLoop rest) {
        this.group = group;
        this.dialect = dialect;
        this.rest = rest;
    }

    /** The loop over single elements. */
    static FusedLoop scalar(Group group) {
        return new LoopWriter(group, new ScalarDialect(group.lane()), null).define();
    }

    /** The loop over vectors, which leaves what remains after them to {@code rest}. */
    static FusedLoop vector(Group group, FusedLoop rest) {
        return new LoopWriter(group, VectorDialect.of(group.lane(), group.size()), rest).define();
    }

    private static ClassDesc describe(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    private FusedLoop define() {
        byte[] bytes = ClassFile.of().build(NAME, this::write);
        return Template.define(MethodHandles.lookup(), bytes, FusedLoop.class, constants.toArray());
    }

    private void write(ClassBuilder type) {
        type.withFlags(ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC).withInterfaceSymbols(LOOP);
        type.withMethodBody(
                INIT_NAME,
                MTD_void,
                ACC_PUBLIC,
                code -> code.aload(0)
                        .invokespecial(CD_Object, INIT_NAME, MTD_void)
                        .return_());
        for (int i = 0; i < group.members().size(); i++) {
            if (element(i) instanceof Element.Function function) {
                constants.add(function.function());
                type.withField(field(i), describe(function.type()), ACC_PRIVATE | ACC_STATIC | ACC_FINAL);
            }
        }
        if (rest != null) {
            constants.add(rest);
            type.withField(REST, LOOP, ACC_PRIVATE | ACC_STATIC | ACC_FINAL);
        }
        type.withMethodBody(CLASS_INIT_NAME, MTD_void, ACC_STATIC, this::writeConstants);
        type.withMethodBody("run", RUN, ACC_PUBLIC, this::writeRun);
    }

    private Element element(int member) {
        return Objects.requireNonNull(
                dialect.element(group.members().get(member).kernel()));
    }

    private static String field(int member) {
        return "F" + member;
    }

    private void writeConstants(CodeBuilder code) {
        code.invokestatic(
                        describe(MethodHandles.class),
                        "lookup",
                        MethodTypeDesc.of(describe(MethodHandles.Lookup.class)))
                .loadConstant(CD_Object.arrayType())
                .invokestatic(
                        describe(Template.class),
                        "constant",
                        MethodTypeDesc.of(CD_Object, describe(MethodHandles.Lookup.class), CD_Class))
                .checkcast(CD_Object.arrayType())
                .astore(0);
        int next = 0;
        for (int i = 0; i < group.members().size(); i++) {
            if (element(i) instanceof Element.Function function) {
                writeConstant(code, next++, field(i), describe(function.type()));
            }
        }
        if (rest != null) {
            writeConstant(code, next, REST, LOOP);
        }
        code.return_();
    }

    private static void writeConstant(CodeBuilder code, int index, String field, ClassDesc type) {
        code.aload(0).loadConstant(index).aaload().checkcast(type).putstatic(NAME, field, type);
    }

    private void writeRun(CodeBuilder code) {
        int operands = group.operands();
        int[] addresses = new int[operands + group.stored().size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = code.allocateLocal(TypeKind.LONG);
            code.aload(SLOTS).aload(PLACES).loadConstant(i).iaload().laload().lstore(addresses[i]);
        }
        int i = code.allocateLocal(TypeKind.INT);
        int bound = code.allocateLocal(TypeKind.INT);
        code.iload(FIRST).istore(i);
        code.iload(END).loadConstant(dialect.step()).isub().istore(bound);
        Label top = code.newBoundLabel();
        Label done = code.newLabel();
        code.iload(i).iload(bound).if_icmpgt(done);
        writeBody(code, addresses, i);
        code.iinc(i, dialect.step()).goto_(top).labelBinding(done);
        if (rest != null) {
            Label none = code.newLabel();
            code.iload(i).iload(END).if_icmpge(none);
            code.getstatic(NAME, REST, LOOP).aload(SLOTS).aload(PLACES).iload(i).iload(END);
            code.invokeinterface(LOOP, "run", RUN).labelBinding(none);
        }
        code.return_();
    }

    private void writeBody(CodeBuilder code, int[] addresses, int i) {
        int operands = group.operands();
        int[] values = new int[operands + group.members().size()];
        boolean[] masks = new boolean[values.length];
        for (int operand = 0; operand < operands; operand++) {
            Storage storage = group.loaded().get(operand);
            int address = addresses[operand];
            masks[operand] = storage == Storage.MASK;
            dialect.load(code, storage, () -> writeAddress(code, address, i, storage));
            values[operand] = writeStore(code, type(masks[operand]));
        }
        for (int k = 0; k < group.members().size(); k++) {
            masks[operands + k] = writeMember(code, k, values, masks);
            values[operands + k] = writeStore(code, type(masks[operands + k]));
        }
        for (int output = 0; output < group.stored().size(); output++) {
            int value = group.stored().get(output).value();
            Storage storage = group.stored().get(output).storage();
            int address = addresses[operands + output];
            if (masks[value]) {
                dialect.storeMask(
                        code,
                        () -> writeAddress(code, address, i, Storage.MASK),
                        () -> load(code, value, values, masks));
            } else {
                dialect.store(
                        code,
                        storage,
                        () -> writeAddress(code, address, i, storage),
                        () -> load(code, value, values, masks));
            }
        }
    }

    private ClassDesc type(boolean mask) {
        return mask ? dialect.mask() : dialect.value();
    }

    private static int writeStore(CodeBuilder code, ClassDesc type) {
        TypeKind kind = TypeKind.from(type);
        int local = code.allocateLocal(kind);
        code.storeLocal(kind, local);
        return local;
    }

    private void writeAddress(CodeBuilder code, int address, int i, Storage storage) {
        code.lload(address).iload(i).i2l();
        int size = storage.size(group.size());
        if (size != Byte.BYTES) {
            code.loadConstant((long) size).lmul();
        }
        code.ladd();
    }

    /** Leaves a member's result on the stack, and says whether it is a mask. */
    private boolean writeMember(CodeBuilder code, int k, int[] values, boolean[] masks) {
        Member member = group.members().get(k);
        Element element = element(k);
        if (element instanceof Element.Function function) {
            code.getstatic(NAME, field(k), describe(function.type()));
        }
        return switch (element) {
            case Element.Load load -> throw new IllegalArgumentException("an operand and no member: " + member);
            case Element.Store store -> throw new IllegalArgumentException("a result and no member: " + member);
            case Element.Copy copy -> {
                load(code, member.a(), values, masks);
                yield masks[member.a()];
            }
            case Element.Select select -> {
                load(code, member.a(), values, masks);
                load(code, member.b(), values, masks);
                load(code, member.c(), values, masks);
                dialect.select(code);
                yield false;
            }
            case Element.Function function -> {
                Method method = function.method();
                load(code, member.a(), values, masks);
                if (method.getParameterCount() == 2) {
                    load(code, member.b(), values, masks);
                }
                MethodTypeDesc signature = MethodTypeDesc.of(
                        describe(method.getReturnType()),
                        Arrays.stream(method.getParameterTypes())
                                .map(LoopWriter::describe)
                                .toList());
                code.invokeinterface(describe(function.type()), method.getName(), signature);
                yield signature.returnType().equals(dialect.mask());
            }
        };
    }

    private void load(CodeBuilder code, int value, int[] values, boolean[] masks) {
        code.loadLocal(TypeKind.from(type(masks[value])), values[value]);
    }
}
