package lazuli.backend.cpu.fused;

import java.util.ArrayList;
import java.util.List;
import lazuli.backend.cpu.kernel.Kernel;

/**
 * Steps of a program that one loop computes. Values are numbered: first the operands, which the loop loads, then the members'
 * results in order.
 *
 * @param lane what elements are: float, double, int or long
 * @param masks for each operand whether it is bool, a byte per element
 * @param members the steps
 * @param stored which values the loop stores
 */
public record Group(Class<?> lane, List<Boolean> masks, List<Member> members, List<Integer> stored) {
    /** A step: a kernel and the values it is given, as many as it uses. */
    public record Member(Kernel kernel, int a, int b, int c) {}

    /** Bytes per element of what is not bool. */
    int size() {
        return lane == float.class || lane == int.class ? Integer.BYTES : Long.BYTES;
    }

    int operands() {
        return masks.size();
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
