package lazuli.core.graph;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.ForeignMemory;
import lazuli.core.memory.ScopeHold;
import org.jspecify.annotations.Nullable;

/** Kernels that read memory of others: it stays while they run, as far as it can be held, and faults say whose memory they are about. */
final class ForeignReads {
    private ForeignReads() {}

    /** Runs kernels that read these inputs. */
    static Tensor[] during(Tensor[] inputs, Supplier<Tensor[]> kernels) {
        for (Tensor input : inputs) {
            if (input.buffer().foreign() != null) {
                return hold(inputs, kernels);
            }
        }
        return kernels.get();
    }

    private static Tensor[] hold(Tensor[] inputs, Supplier<Tensor[]> kernels) {
        List<ForeignMemory> owners = new ArrayList<>();
        List<MemorySegment> closeable = new ArrayList<>();
        for (Tensor input : inputs) {
            ForeignMemory owner = input.buffer().foreign();
            if (owner != null && !owners.contains(owner)) {
                owner.requireStillReadable();
                owners.add(owner);
                MemorySegment memory = owner.closeable();
                if (memory != null) {
                    closeable.add(memory);
                }
            }
        }
        try {
            return ScopeHold.during(closeable, kernels);
        } catch (RuntimeException | InternalError fault) {
            for (ForeignMemory owner : owners) {
                RuntimeException reason = unreadable(owner, fault);
                if (reason != null) {
                    throw reason;
                }
            }
            throw fault;
        }
    }

    /** What a fault while the owner's memory was read is to be told as; null if it is not about that memory. */
    static @Nullable RuntimeException unreadable(ForeignMemory owner, Throwable fault) {
        boolean mayBeAboutMemory = fault instanceof IllegalStateException || fault instanceof InternalError;
        return mayBeAboutMemory ? owner.unreadable(fault) : null;
    }
}
