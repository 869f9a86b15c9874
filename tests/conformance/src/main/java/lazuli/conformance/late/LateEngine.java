package lazuli.conformance.late;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import lazuli.conformance.late.LateBackend.Order;
import lazuli.core.thread.LibraryThread;
import org.jspecify.annotations.Nullable;

/** One thread that does the work of all queues of a device: of each in its order, of several out of step. Now and then it lets work wait. */
final class LateEngine {
    private static final int WAITS_ONCE_IN = 8;
    private static final long LONGEST_WAIT_NANOSECONDS = 300_000;
    private static final long SEED = 20_261_129;

    private final Order order;
    private final Random random = new Random(SEED);
    private final Map<LateQueue, ArrayDeque<Numbered>> queues = new LinkedHashMap<>();
    private long count;
    private boolean isStarted;

    private record Numbered(long number, LateTicket ticket) {}

    LateEngine(Order order) {
        this.order = order;
    }

    synchronized void add(LateQueue queue, LateTicket ticket) {
        queues.computeIfAbsent(queue, _ -> new ArrayDeque<>()).add(new Numbered(count++, ticket));
        if (!isStarted) {
            isStarted = true;
            new LibraryThread("late-engine", this::run).start();
        }
        notifyAll();
    }

    private void run() {
        while (true) {
            LateTicket next = take();
            if (random.nextInt(WAITS_ONCE_IN) == 0) {
                LockSupport.parkNanos(random.nextLong(LONGEST_WAIT_NANOSECONDS));
            }
            next.run();
        }
    }

    private synchronized LateTicket take() {
        while (true) {
            LateTicket chosen = choose();
            if (chosen != null) {
                return chosen;
            }
            try {
                // Tickets of the other device may be awaited, of which nobody tells.
                wait(queues.isEmpty() ? 0 : 1);
            } catch (InterruptedException ignored) {
                // Nobody else knows this thread.
            }
        }
    }

    private @Nullable LateTicket choose() {
        List<Map.Entry<LateQueue, ArrayDeque<Numbered>>> ready = new ArrayList<>();
        for (Map.Entry<LateQueue, ArrayDeque<Numbered>> entry : queues.entrySet()) {
            if (entry.getValue().getFirst().ticket().isReady()) {
                ready.add(entry);
            }
        }
        if (ready.isEmpty()) {
            return null;
        }
        Map.Entry<LateQueue, ArrayDeque<Numbered>> chosen = switch (order) {
            case RANDOM -> ready.get(random.nextInt(ready.size()));
            case REVERSE -> newest(ready);
        };
        LateTicket ticket = chosen.getValue().removeFirst().ticket();
        if (chosen.getValue().isEmpty()) {
            queues.remove(chosen.getKey());
        }
        return ticket;
    }

    private static Map.Entry<LateQueue, ArrayDeque<Numbered>> newest(
            List<Map.Entry<LateQueue, ArrayDeque<Numbered>>> ready) {
        Map.Entry<LateQueue, ArrayDeque<Numbered>> newest = ready.getFirst();
        for (Map.Entry<LateQueue, ArrayDeque<Numbered>> entry : ready) {
            if (entry.getValue().getFirst().number()
                    > newest.getValue().getFirst().number()) {
                newest = entry;
            }
        }
        return newest;
    }
}
