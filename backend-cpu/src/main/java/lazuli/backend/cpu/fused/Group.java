package lazuli.backend.cpu.fused;

import java.util.ArrayList;
import java.util.List;
import lazuli.backend.cpu.kernel.Kernel;
import lazuli.backend.cpu.kernel.Kernels;

/**
 * Steps of a program that one loop computes. Values are numbered: first the operands, which the loop loads, then the members'
 * results in order.
 *
 * @param lane what elements are: float, double, int or long
 * @param loaded for each operand how it lies in memory
 * @param members the steps
 * @param stored what the loop stores
 */
public record Group(Class<?> lane, List<Storage> loaded, List<Member> members, List<Result> stored) {
    /** A step: a kernel and the values it is given, as many as it uses. */
    public record Member(Kernel kernel, int a, int b, int c) {}

    /** A value that the loop stores. Bools are a byte per element in the storage of lanes, too. */
    public record Result(int value, Storage storage) {}

    /** Bytes per element of what lies in memory as in its lane, if it is not bool. */
    int size() {
        return lane == float.class || lane == int.class ? Integer.BYTES : Long.BYTES;
    }

    int operands() {
        return loaded.size();
    }

    /** What the kernels that read and round halves and the members cost an element, in tenths of a nanosecond. */
    int cost() {
        int cost = 0;
        for (Storage storage : loaded) {
            cost += storage.isHalf() ? Kernels.widen(storage.dtype()).cost() : 0;
        }
        for (Member member : members) {
            cost += member.kernel().cost();
        }
        for (Result result : stored) {
            Storage storage = result.storage();
            cost += storage.isHalf() ? Kernels.narrow(storage.dtype()).cost() : 0;
        }
        return cost;
    }

    /** What the group computes, such as {@code sqrt(maximum(a * b, c))}; what is used several times gets a name. */
    @Override
    public String toString() {
        return new Expression(this).text();
    }

    /** How often each value is read by members. */
    int[] uses() {
        int[] uses = new int[operands() + members.size()];
        for (Member member : members) {
            for (int operand : arguments(member)) {
                uses[operand]++;
            }
        }
        return uses;
    }

    /** The values that a member reads, in order. */
    static List<Integer> arguments(Member member) {
        List<Integer> all = List.of(member.a(), member.b(), member.c());
        return new ArrayList<>(all.subList(0, member.kernel().arity()));
    }
}
